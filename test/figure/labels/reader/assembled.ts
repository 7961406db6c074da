import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';

export const kernelSource = join(import.meta.dirname, '../../../../src/figure/labels/reader/convolution.wat');

/** The module that a text of WebAssembly stands for, in base64. */
export async function assembled(path: string): Promise<string> {
  const { parseWat } = await wabt();
  const module = parseWat(path, readFileSync(path, 'utf8'), { simd: true });
  module.validate();
  return Buffer.from(module.toBinary({}).buffer).toString('base64');
}
