import { components } from '../layout/ink/components.js';

/**
 * Print with the paper that it encloses: a frame is a plot area though what it holds is white. The page itself, on a table
 * that encloses it, is the paper that reaches farthest. Paper hangs together across sides of pixels only, so that a line
 * which goes down a step holds.
 *
 * @param print 1 for what is printed; width × height
 */
export function withEnclosed(print: Uint8Array, width: number, height: number): Uint8Array {
  const filled = new Uint8Array(print.length).fill(1);
  const seen = print.slice();
  const open: Int32Array[] = [];
  let page: { places: Int32Array; extent: number } | undefined;
  for (let i = 0; i < print.length; i++) {
    if (seen[i] === 1) continue;
    const { places, extent, isAtBorder } = paperAround(seen, i, width, height);
    if (isAtBorder) open.push(places);
    if (!page || extent > page.extent) page = { places, extent };
  }
  if (page) open.push(page.places);
  for (const places of open) for (const i of places) filled[i] = 0;
  return filled;
}

/** The paper that hangs together with a place, which is marked as seen, and the area of the box around it. */
function paperAround(seen: Uint8Array, start: number, width: number, height: number) {
  const places = [start];
  seen[start] = 1;
  let [left, right, top, bottom] = [width, 0, height, 0];
  const visit = (i: number): void => {
    if (seen[i] === 1) return;
    seen[i] = 1;
    places.push(i);
  };
  for (let k = 0; k < places.length; k++) {
    const i = places[k]!;
    const [x, y] = [i % width, Math.floor(i / width)];
    [left, right, top, bottom] = [
      Math.min(left, x),
      Math.max(right, x),
      Math.min(top, y),
      Math.max(bottom, y),
    ];
    if (x > 0) visit(i - 1);
    if (x + 1 < width) visit(i + 1);
    if (y > 0) visit(i - width);
    if (y + 1 < height) visit(i + width);
  }
  return {
    places: Int32Array.from(places),
    extent: (right - left + 1) * (bottom - top + 1),
    isAtBorder: left === 0 || top === 0 || right === width - 1 || bottom === height - 1,
  };
}

/**
 * The same where glare hides a part of a frame, which goes on under it: only glare that lies on open paper is left out.
 *
 * @param glare 1 where it is too bright for paper and print
 */
export function enclosedUnderGlare(
  print: Uint8Array,
  glare: Uint8Array,
  width: number,
  height: number,
): Uint8Array {
  if (!glare.includes(1)) return withEnclosed(print, width, height);
  const walls = print.map((own, i) => own | glare[i]!);
  const filled = withEnclosed(walls, width, height);
  const { labels } = components(glare, width, height);
  const isOpen = (i: number): boolean => filled[i] === 0;
  const onPaper = new Set<number>();
  labels.forEach((label, i) => {
    if (label === 0 || onPaper.has(label)) return;
    const x = i % width;
    if (
      (x > 0 && isOpen(i - 1)) ||
      (x + 1 < width && isOpen(i + 1)) ||
      isOpen(i - width) ||
      isOpen(i + width)
    )
      onPaper.add(label);
  });
  return filled.map((inside, i) => (onPaper.has(labels[i]!) ? 0 : inside));
}
