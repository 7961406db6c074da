import type { Draws } from '../bench/fresh/random.js';
import { encodeJpeg } from '../jpeg/encodeJpeg.js';

/** Restarts, scans apart, other samplings, wide tables, inks. */
export const oddJpegs = (): Uint8Array[] => {
  const component = (id: number, horizontal: number, vertical: number) => {
    const sample = (x: number, y: number): number => (x * 9 + y * 5 * id) & 255;
    return { id, horizontal, vertical, sample };
  };
  const size = { width: 20, height: 13 };
  const [fine, ...coarse] = [component(1, 2, 1), component(2, 1, 1), component(3, 1, 1), component(4, 1, 1)];
  return [
    encodeJpeg({ ...size, components: [fine!, coarse[0]!, coarse[1]!], restart: 1, jfif: true }),
    encodeJpeg({ ...size, components: [fine!, coarse[0]!, coarse[1]!], apart: true, steps: [300] }),
    encodeJpeg({ ...size, components: coarse, adobe: 0 }),
    encodeJpeg({ ...size, components: [...coarse, component(5, 1, 1)], adobe: 2 }),
  ];
};

/** A small picture as width, height and its colours: few or many of them, along a line or not, in any order. */
export function oddPicture(d: Draws): Uint8Array {
  const [width, height] = [
    d.chance(0.2) ? d.integer(1, 3) : d.integer(4, 40),
    d.chance(0.2) ? 1 : d.integer(2, 40),
  ];
  const colours = Array.from({ length: d.pick([1, 2, 3, 5, 20, 300]) }, () =>
    [0, 0, 0].map(() => d.integer(0, 255)),
  );
  const [kind, noise] = [d.integer(0, 3), d.pick([0, 0, 1, 20])];
  const bytes = new Uint8Array(2 + 3 * width * height);
  bytes.set([width, height]);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const t =
      kind === 0
        ? d.uniform(0, 1)
        : kind === 1
          ? x / width
          : kind === 2
            ? (x ^ y) / 64
            : Math.hypot(x, y) / 60;
    const at = t * (colours.length - 1);
    const [low, high] = [colours[Math.floor(at)]!, colours[Math.min(colours.length - 1, Math.ceil(at))]!];
    for (let c = 0; c < 3; c++) {
      const v = low[c]! + (at - Math.floor(at)) * (high[c]! - low[c]!) + noise * d.normal();
      bytes[2 + 3 * i + c] = Math.min(255, Math.max(0, v));
    }
  }
  return bytes;
}

/** The picture that such bytes are. */
export function pictureOf(bytes: Uint8Array): { width: number; height: number; data: Uint8ClampedArray } {
  const [width, height] = [bytes[0]!, bytes[1]!];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) data.set(bytes.subarray(2 + 3 * i, 5 + 3 * i), 4 * i);
  return { width, height, data };
}
