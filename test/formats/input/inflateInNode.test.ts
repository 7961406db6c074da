import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { inflate } from '../../../src/colourmap/library/inflate.js';
import { inflate as inflateInNode } from '../../../src/formats/input/inflateInNode.js';

it('what Node inflates is what a browser streams', async () => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) >> 7);
  const deflated = new Uint8Array(deflateRawSync(bytes));
  const streamed = await inflate(deflated);
  expect(Buffer.compare(streamed, bytes)).toBe(0);
  expect(Buffer.compare(await inflateInNode(deflated), bytes)).toBe(0);
});
