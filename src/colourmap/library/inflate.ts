/** The bytes that deflated ones stand for, in Node as in the browser. The command line's bundle has `inflateInNode` in its place. */
export async function inflate(deflated: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const inflating = new DecompressionStream('deflate-raw');
  const writer = inflating.writable.getWriter();
  // What fails here fails the reader too.
  const written = writer.write(deflated).then(() => writer.close());
  // Not by way of a Response: Node would load all of its fetch for it, a tenth of a start.
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (const reader = inflating.readable.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value as Uint8Array<ArrayBuffer>);
  }
  await written;
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
