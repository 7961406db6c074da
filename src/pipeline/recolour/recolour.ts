import { coloursAt, fieldColours } from '../../colourmap/maps/coloursAt.js';
import { validColourmap } from '../../colourmap/maps/validColourmap.js';
import { decode } from '../../decode/decode.js';
import type { DecodeOptions } from '../../decode/picture/decoding.js';
import { pictureColours } from '../../locus/colours/pictureColours.js';
import { UsageError } from '../../model/errors.js';
import type { Box, Colourmap, Raster } from '../../model/types.js';
import { crop, validateBox } from '../../raster/crop.js';
import type { PanelRecovery } from '../panel/recovery.js';
import { type DecodedPart, fringe, nearestBlend, positionAt } from './inkBlend.js';

/** Values that are tried beneath a blend: half a level apart where the neighbours span twenty. */
const tries = 41;

/**
 * The same figure with the data drawn in another colourmap. Pixels that hold data get the colour of their value;
 * masked ones keep theirs, except that the soft edges of lines and letters over the data blend with the new colours
 * as they did with the old. Everything outside the parts is untouched.
 *
 * @param parts the plot areas and colourbars, decoded with `from`
 * @throws UsageError if a part's arrays have another size than its box
 * @throws InputError if one of the colourmaps is none
 */
export function recolour(
  raster: Raster,
  parts: readonly DecodedPart[],
  from: Colourmap,
  to: Colourmap,
): Raster {
  for (const colourmap of [from, to]) validColourmap(colourmap);
  const data = raster.data.slice();
  for (const { box, decoded } of parts) {
    validateBox(box, raster.width, raster.height, 'plot');
    const { width, height } = decoded;
    if (width !== box.right - box.left || height !== box.bottom - box.top)
      throw new UsageError(
        `expected ${box.right - box.left} × ${box.bottom - box.top} decoded pixels, those of the box, got ${width} × ${height}`,
      );
    drawData(raster, data, box, decoded, to);
    blendEdges(raster, data, box, decoded, from, to);
  }
  return { width: raster.width, height: raster.height, data };
}

/** Levels as they are: nothing is read between them, and what lies beyond the range is drawn as its end. */
const asDrawn: DecodeOptions = {
  smooth: 'off',
  clip: true,
  fill: false,
  missing: [],
  shaded: false,
  compressed: false,
};

/**
 * A whole figure in another colourmap: the data of all its panels, and their colourbars.
 *
 * @param panels as they were recovered from the raster
 */
export function recolourPanels(
  raster: Raster,
  panels: readonly Pick<PanelRecovery, 'plotBox' | 'colourbarBox' | 'decoded' | 'colourmap'>[],
  to: Colourmap,
): Raster {
  let recoloured = raster;
  for (const { plotBox, colourbarBox, decoded, colourmap } of panels) {
    const parts: DecodedPart[] = [{ box: plotBox, decoded }];
    if (colourbarBox) {
      const bar = pictureColours(crop(raster, colourbarBox), {});
      parts.push({ box: colourbarBox, decoded: decode(bar, colourmap, asDrawn) });
    }
    recoloured = recolour(recoloured, parts, colourmap, to);
  }
  return recoloured;
}

function drawData(
  raster: Raster,
  data: Uint8ClampedArray,
  { left, top }: Box,
  { width, height, t, mask }: DecodedPart['decoded'],
  to: Colourmap,
): void {
  const drawn = fieldColours(to, t);
  for (let y = 0, k = 0; y < height; y++)
    for (let x = 0; x < width; x++, k++) {
      if (mask[k] !== 1) continue;
      const o = 4 * ((top + y) * raster.width + left + x);
      for (let c = 0; c < 3; c++) data[o + c] = drawn[3 * k + c]!;
    }
}

/**
 * Masked pixels beside data, inside the box and just outside: how much ink is in them; the rest is drawn in the new
 * colours. Which value lies beneath is among those nearby: the one whose blend with the ink comes nearest.
 */
function blendEdges(
  raster: Raster,
  data: Uint8ClampedArray,
  box: Box,
  decoded: DecodedPart['decoded'],
  from: Colourmap,
  to: Colourmap,
): void {
  for (let y = Math.max(0, box.top - 1); y <= Math.min(raster.height - 1, box.bottom); y++)
    for (let x = Math.max(0, box.left - 1); x <= Math.min(raster.width - 1, box.right); x++) {
      if (positionAt(decoded, x - box.left, y - box.top) !== undefined) continue;
      const beneath = positionsAround(decoded, x - box.left, y - box.top);
      if (beneath === undefined) continue;
      const blend = nearestBlend(raster, box, decoded, x, y, beneath, from);
      if (blend === undefined) continue;
      const at = Float64Array.of(blend.position);
      const before = coloursAt(from, at);
      const after = coloursAt(to, at);
      const o = 4 * (y * raster.width + x);
      for (let c = 0; c < 3; c++)
        data[o + c] = raster.data[o + c]! + (1 - blend.ink) * (after[c]! - before[c]!);
    }
}

/** Positions that may lie beneath a masked pixel: from the lowest to the highest of the data nearby. */
function positionsAround(decoded: DecodedPart['decoded'], x: number, y: number): Float64Array | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let v = y - fringe; v <= y + fringe; v++)
    for (let u = x - fringe; u <= x + fringe; u++) {
      const position = positionAt(decoded, u, v);
      if (position === undefined) continue;
      low = Math.min(low, position);
      high = Math.max(high, position);
    }
  if (low > high) return undefined;
  // A peak or a trough may be hidden beneath a line: half the range beyond.
  const beyond = (high - low) / 2;
  return Float64Array.from({ length: tries }, (_, i) =>
    Math.min(1, Math.max(0, low - beyond + (i / (tries - 1)) * (high - low + 2 * beyond))),
  );
}
