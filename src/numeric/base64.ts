/** The bytes that a text in base64 stands for. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

/** Bytes in one piece of text: more are too many arguments of a function. */
const piece = 0x8000;

/** Bytes as text in base64. */
export function base64Of(bytes: Uint8Array): string {
  let characters = '';
  for (let i = 0; i < bytes.length; i += piece)
    characters += String.fromCharCode(...bytes.subarray(i, i + piece));
  return btoa(characters);
}
