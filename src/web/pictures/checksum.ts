/** Of a file's bytes, hexadecimal; nothing where the page is not served securely, as browsers then refuse. */
export async function checksum(bytes: Uint8Array): Promise<string | undefined> {
  const subtle = globalThis.crypto?.subtle as typeof globalThis.crypto.subtle | undefined;
  if (!subtle) return undefined;
  const digest = await subtle.digest('SHA-256', bytes.slice());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
