/** Whether a file is a drawing: xml, plain or packed by gzip. */
export function isDrawing(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true;
  const start = new TextDecoder().decode(bytes.subarray(0, 256)).replace(/^\uFEFF/, '');
  return start.trimStart().startsWith('<');
}
