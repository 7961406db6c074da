import { inflateRawSync } from 'node:zlib';

/** What `inflate` of the library does, without the streams of the browser: loading those takes as long as the library. */
export async function inflate(deflated: Uint8Array): Promise<Uint8Array> {
  return inflateRawSync(deflated);
}
