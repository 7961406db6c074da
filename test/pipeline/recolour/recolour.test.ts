import { describe, expect, it } from 'vitest';
import { coloursAt } from '../../../src/colourmap/maps/coloursAt.js';
import { namedColourmap } from '../../../src/colourmap/names.js';
import { UsageError } from '../../../src/model/errors.js';
import type { Box, Colourmap, Raster } from '../../../src/model/types.js';
import { recolour } from '../../../src/pipeline/recolour/recolour.js';
import { crop } from '../../../src/raster/crop.js';
import { decoded as decodedWith } from '../../decode/decoded.js';

const { colourmap: jet } = await namedColourmap('matplotlib:jet');
const { colourmap: cividis } = await namedColourmap('matplotlib:cividis');
const box: Box = { left: 20, top: 10, right: 120, bottom: 90 };

/** How much ink covers a column of the box. */
const inkAt = (x: number): number => Math.max(0, 1 - Math.abs((x % 25) - 12.4));

/** A white page with a field in a box, and black lines over it whose edges blend. */
function page(colourmap: Colourmap): Raster {
  const [width, height] = [140, 100];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = box.top; y < box.bottom; y++)
    for (let x = box.left; x < box.right; x++) {
      const t = 0.5 + 0.45 * Math.sin(x / 19) * Math.cos(y / 23);
      const colour = coloursAt(colourmap, Float64Array.of(t));
      const ink = inkAt(x - box.left);
      for (let c = 0; c < 3; c++) data[4 * (y * width + x) + c] = Math.round((1 - ink) * colour[c]!);
    }
  return { width, height, data };
}

describe('recolour', () => {
  const figure = page(jet);
  const decoded = decodedWith(crop(figure, box), jet, { smooth: 'off' });
  const redrawn = recolour(figure, [{ box, decoded }], jet, cividis);
  const wanted = page(cividis);
  it('draws the data as the new colourmap would have', () => {
    let worst = 0;
    for (let k = 0; k < decoded.mask.length; k++) {
      if (decoded.mask[k] !== 1) continue;
      const o = 4 * ((box.top + Math.floor(k / 100)) * 140 + box.left + (k % 100));
      for (let c = 0; c < 3; c++)
        worst = Math.max(worst, Math.abs(redrawn.data[o + c]! - wanted.data[o + c]!));
    }
    // Half a level of the old map is at most a level of the new.
    expect(worst).toBeLessThanOrEqual(6);
  });

  it('draws the data that no ink touches as the new colourmap would have', () => {
    let worst = 0;
    for (let k = 0; k < decoded.mask.length; k++) {
      if (decoded.mask[k] !== 1 || inkAt(k % 100) > 0) continue;
      const o = 4 * ((box.top + Math.floor(k / 100)) * 140 + box.left + (k % 100));
      for (let c = 0; c < 3; c++)
        worst = Math.max(worst, Math.abs(redrawn.data[o + c]! - wanted.data[o + c]!));
    }
    expect(worst).toBeLessThanOrEqual(6);
  });

  it('keeps lines and the colours that their edges blend with', () => {
    let sum = 0;
    let masked = 0;
    for (let k = 0; k < decoded.mask.length; k++) {
      if (decoded.mask[k] === 1) continue;
      masked++;
      const o = 4 * ((box.top + Math.floor(k / 100)) * 140 + box.left + (k % 100));
      for (let c = 0; c < 3; c++) sum += Math.abs(redrawn.data[o + c]! - wanted.data[o + c]!) / 3;
    }
    expect(masked).toBeGreaterThan(500);
    expect(sum / masked).toBeLessThan(6);
  });

  it('leaves everything outside untouched, and the figure that it was given', () => {
    const before = page(jet);
    expect(figure.data).toEqual(before.data);
    for (let y = 0; y < 100; y++)
      for (let x = 0; x < 140; x++) {
        if (x >= box.left && x < box.right && y >= box.top && y < box.bottom) continue;
        const o = 4 * (y * 140 + x);
        expect([...redrawn.data.subarray(o, o + 4)]).toEqual([...before.data.subarray(o, o + 4)]);
      }
  });

  it('changes next to nothing where the new colourmap is the old', () => {
    const same = recolour(figure, [{ box, decoded }], jet, jet);
    let worst = 0;
    for (let i = 0; i < same.data.length; i++)
      worst = Math.max(worst, Math.abs(same.data[i]! - figure.data[i]!));
    expect(worst).toBeLessThanOrEqual(3);
  });

  it('refuses parts of another size than their box', () => {
    expect(() => recolour(figure, [{ box: { ...box, right: 119 }, decoded }], jet, cividis)).toThrow(
      UsageError,
    );
  });
});
