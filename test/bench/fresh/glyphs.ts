/**
 * Letters as strokes on a grid 4 wide and 6 high, y downwards: polylines apart by `;`, points as two digits xy. Drawn by
 * hand here so that lettering is the same on every machine, whatever fonts it has.
 */
const glyphs: Readonly<Record<string, string>> = {
  0: '10 30 41 45 36 16 05 01 10',
  1: '11 20 26;16 36',
  2: '01 10 30 41 42 06 46',
  3: '01 10 30 41 42 33 13;33 44 45 36 16 05',
  4: '36 30 04 44',
  5: '40 00 03 33 44 45 36 06',
  6: '41 30 10 01 05 16 36 45 44 33 03',
  7: '00 40 16',
  8: '10 30 41 42 33 13 02 01 10;13 04 05 16 36 45 44 33',
  9: '43 13 02 01 10 30 41 45 36 16 05',
  '-': '03 43',
  // As short as a hyphen.
  '‐': '13 33',
  '.': '26 26',
  A: '06 20 46;14 34',
  B: '00 30 41 42 33 03;33 44 45 36 06 00',
  E: '40 00 06 46;03 33',
  H: '00 06;40 46;03 43',
  K: '00 06;40 03 46',
  L: '00 06 46',
  M: '06 00 23 40 46',
  N: '06 00 46 40',
  S: '41 30 10 01 02 13 33 44 45 36 16 05',
  T: '00 40;20 26',
  V: '00 26 40',
  X: '00 46;40 06',
};

export const letters = 'ABEHKLMNSTVX';

/** The strokes of a text whose capitals are `size` pixels high, its upper left corner at x, y; four numbers a stroke. */
export function textStrokes(text: string, x: number, y: number, size: number): number[] {
  const unit = size / 6;
  return [...text].flatMap((letter, i) =>
    (glyphs[letter] ?? '').split(';').flatMap((line) => {
      const points = line
        .split(' ')
        .filter((p) => p !== '')
        .map((p) => [x + (Number(p[0]) + 5.8 * i) * unit, y + Number(p[1]) * unit] as const);
      return points.slice(1).flatMap((point, k) => [...points[k]!, ...point]);
    }),
  );
}

/** The width of a text in pixels. */
export function textWidth(text: string, size: number): number {
  return ((5.8 * text.length - 1.8) * size) / 6;
}
