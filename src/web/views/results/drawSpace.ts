import type { ShownColours } from '../../../report/shown/shownColours.js';

/** From where the cube of colours is seen, radians: around its upright axis, and how far from above. */
export interface Turn {
  readonly around: number;
  readonly up: number;
}

type Place = readonly [x: number, y: number, depth: number];

const middle = 127.5;
/** The farthest corner of the cube from its middle. */
const reach = middle * Math.sqrt(3);

/** Where a colour stands: parallel lines stay parallel, green is up. */
function placed([red, green, blue]: readonly number[], { around, up }: Turn, size: number): Place {
  const [x, y, z] = [red! - middle, green! - middle, blue! - middle];
  const across = x * Math.cos(around) + z * Math.sin(around);
  const away = z * Math.cos(around) - x * Math.sin(around);
  const scale = size / (2.05 * reach);
  return [
    size / 2 + scale * across,
    size / 2 - scale * (y * Math.cos(up) - away * Math.sin(up)),
    y * Math.sin(up) + away * Math.cos(up),
  ];
}

const corners = Array.from({ length: 8 }, (_, k) => [k & 1, (k >> 1) & 1, k >> 2].map((bit) => 255 * bit));
/** Pairs of corners that differ in one channel. */
const edges = corners.flatMap((_, a) => [1, 2, 4].flatMap((bit) => ((a & bit) === 0 ? [[a, a | bit]] : [])));

const css = (colour: readonly number[]): string => `rgb(${colour.map(Math.round).join(' ')})`;

/** Draws the cube of colours, the dots from back to front, and the line through them. */
export function drawSpace(
  context: CanvasRenderingContext2D,
  size: number,
  { sample, locus }: ShownColours,
  turn: Turn,
): void {
  const ink = getComputedStyle(context.canvas).color;
  context.clearRect(0, 0, size, size);
  context.lineWidth = 1;
  const at = corners.map((corner) => placed(corner, turn, size));
  for (const [a, b] of edges) {
    const gradient = context.createLinearGradient(at[a!]![0], at[a!]![1], at[b!]![0], at[b!]![1]);
    gradient.addColorStop(0, css(corners[a!]!));
    gradient.addColorStop(1, css(corners[b!]!));
    context.strokeStyle = gradient;
    context.beginPath();
    context.moveTo(at[a!]![0], at[a!]![1]);
    context.lineTo(at[b!]![0], at[b!]![1]);
    context.stroke();
  }
  const dots = Array.from({ length: sample.length / 3 }, (_, i) => {
    const colour = [...sample.subarray(3 * i, 3 * i + 3)];
    return { colour, place: placed(colour, turn, size) };
  }).sort((a, b) => b.place[2] - a.place[2]);
  for (const { colour, place } of dots) {
    context.fillStyle = css(colour);
    context.fillRect(place[0] - 2, place[1] - 2, 4, 4);
  }
  context.strokeStyle = ink;
  context.lineWidth = 2;
  context.beginPath();
  for (let i = 0; i + 3 <= locus.length; i += 3) {
    const [x, y] = placed([locus[i]!, locus[i + 1]!, locus[i + 2]!], turn, size);
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.stroke();
}
