import { PixelKind } from '../../../model/pixelKind.js';
import { filled } from '../../../numeric/filled.js';
import { toWorkingSpace } from '../../../raster/colours/colourSpace.js';
import { dilate } from '../../../raster/dilate.js';
import type { UnmaskedField } from './fieldBreaks.js';
import { better, fieldMisses, inkOrField, verdict } from './inkOrField.js';
import type { MixedInk } from './mixedInk.js';
import { standingOut } from './standingOut.js';

/** Greys that marks are looked for in: between two of them lies less than the shares of ink are uncertain by. */
const greys = [0, 32, 64, 96, 128, 160, 192, 224, 255];
/** The noise of chroma is no less than its rounding twice. */
const leastNoise = 2;
/**
 * Strokes hang together: of the 7 × 7 pixels around one of them that a stroke crosses, five at the least show ink, and three times as many
 * as show the field. What noise makes of a field stands alone: .1 % of the pixels of rough fields at quality 65 pass, and of most none.
 */
const around = 3;
const leastAround = 5;
const leastRatio = 3;
/** Fewer pixels than this share of a picture do no harm and prove nothing. */
const leastShare = 0.002;
const leastPixels = 30;
/** Beside a stroke may be more of it that no colour tells; as far as a block reaches, its ringing looks like strokes of another ink. */
const beside = 1;
const ringing = 8;
const mostInks = 3;

/**
 * The greys that marks over a field are drawn in where compression has blurred them, and the pixels that show them. A pixel that differs
 * in luma from the same field on both sides of it either follows the map to that luma or is mixed with ink; its chroma, however much of it
 * was lost, lies on the way to the one or to the other.
 *
 * @param kinds width × height; pixels that are not `data` take no part
 * @returns undefined where there is no such grey
 */
export function blurredInk(
  { picture, model, curve, residual }: UnmaskedField,
  kinds: Uint8Array,
): MixedInk | undefined {
  const { width, height } = picture;
  const noise = Math.max(leastNoise, model.typical);
  const enough = Math.max(leastPixels, leastShare * kinds.length);
  const isOff = new Uint8Array(kinds.length);
  let far = 0;
  for (let p = 0; p < kinds.length; p++) {
    if (kinds[p] !== PixelKind.data || !(residual[p]! > noise)) continue;
    isOff[p] = 1;
    if (residual[p]! > better * noise) far++;
  }
  if (far < enough) return undefined;
  // What lies within the noise of the map follows it: only beside what does not is there anything to ask.
  const candidates = dilate(isOff, width, height, around);
  for (let p = 0; p < kinds.length; p++) if (kinds[p] !== PixelKind.data) candidates[p] = 0;
  const breaks = standingOut(picture, { ...model, sigma: noise }, candidates);
  if (breaks.pixels.length < enough) return undefined;
  const misses = fieldMisses(breaks, curve, noise);
  const found: number[] = [];
  const mixed = new Uint8Array(kinds.length);
  let open = new Uint8Array(kinds.length).fill(1);
  while (found.length < mostInks) {
    let best: { grey: number; count: number; shown: Int8Array } | undefined;
    for (const grey of greys) {
      const ink = toWorkingSpace([grey, grey, grey], model.space);
      const { shown, inked } = spread(breaks.pixels, inkOrField(breaks, misses, ink, noise), open);
      if (inked < Math.max(enough, best?.count ?? 0)) continue;
      const count = keepStrokes(breaks.pixels, shown, width, height);
      if (count >= enough && count > (best?.count ?? 0)) best = { grey, count, shown };
    }
    if (best === undefined) break;
    found.push(best.grey);
    const sure = maskOf(best.shown, stroke);
    const near = dilate(sure, width, height, beside);
    for (let p = 0; p < mixed.length; p++) if (near[p] && best.shown[p]! >= verdict.perhaps) mixed[p] = 1;
    const ringed = dilate(sure, width, height, ringing);
    open = open.map((o, p) => (ringed[p] ? 0 : o));
  }
  return found.length > 0 ? { greys: found, mixed, strokes: mixed, hasRims: true } : undefined;
}

/** Pixels (1) that have a value. */
const maskOf = (plane: Int8Array, value: number): Uint8Array =>
  filled(new Uint8Array(plane.length), (p) => (plane[p] === value ? 1 : 0));

/** A pixel of ink that hangs together with others. */
const stroke = 3;

/** The verdicts on breaks as a plane, where it is open. */
function spread(
  pixels: readonly number[],
  verdicts: Int8Array,
  open: Uint8Array,
): { readonly shown: Int8Array; readonly inked: number } {
  const shown = new Int8Array(open.length);
  let inked = 0;
  pixels.forEach((p, k) => {
    if (!open[p]) return;
    shown[p] = verdicts[k]!;
    if (verdicts[k] === verdict.ink) inked++;
  });
  return { shown, inked };
}

/** Turns inked pixels that have others about them into strokes, in place; how many there are. */
function keepStrokes(pixels: readonly number[], shown: Int8Array, width: number, height: number): number {
  const strokes = pixels.filter(
    (p) => shown[p] === verdict.ink && isAmongInk(p % width, Math.floor(p / width), shown, width, height),
  );
  for (const p of strokes) shown[p] = stroke;
  return strokes.length;
}

/** Whether enough of the pixels about a place show ink, and few the field; at the picture's borders as many of those that there are. */
function isAmongInk(x: number, y: number, shown: Int8Array, width: number, height: number): boolean {
  const [left, right] = [Math.max(0, x - around), Math.min(width - 1, x + around)];
  const [top, bottom] = [Math.max(0, y - around), Math.min(height - 1, y + around)];
  let [ink, field] = [0, 0];
  for (let v = top; v <= bottom; v++)
    for (let p = v * width + left; p <= v * width + right; p++)
      if (shown[p] === verdict.ink) ink++;
      else if (shown[p] === verdict.field) field++;
  const seen = (right - left + 1) * (bottom - top + 1);
  return ink * (2 * around + 1) ** 2 >= (leastAround - 0.5) * seen && ink >= leastRatio * field;
}
