import { coloursAt } from '../../../src/colourmap/maps/coloursAt.js';
import type { Colourmap, Raster, Rgb } from '../../../src/model/types.js';
import { randomSource } from '../../../src/numeric/randomSource.js';

/** What lies beneath a map: a colour for each pixel. */
export type Beneath = (x: number, y: number) => Rgb;

export const white: Beneath = () => [255, 255, 255];
export const grey: Beneath = () => [128, 128, 128];
export const paper: Beneath = () => [246, 238, 222];
export const dark: Beneath = () => [24, 26, 30];

/** A base map of greys: land with relief, a sea of one grey. */
export const relief: Beneath = (x, y) => {
  const height = Math.sin(x / 23) + Math.cos(y / 17 + x / 41);
  const light = height < -0.4 ? 176 : 205 + 30 * Math.sin(x / 5 + Math.cos(y / 7)) * Math.cos(y / 6);
  return [light, light, light];
};

/** A base map of pastel land and sea, with roads. */
export function streets(seed: number): Beneath {
  const random = randomSource(seed);
  const phases = Array.from({ length: 4 }, () => 2 * Math.PI * random());
  return (x, y) => {
    if ((x + 2 * y) % 37 < 2 || (3 * x - y + 4000) % 53 < 2) return [255, 255, 255];
    const sea = Math.sin(x / 31 + phases[0]!) + Math.cos(y / 27 + phases[1]!) < -0.3;
    if (sea) return [170, 211, 223];
    return Math.sin(x / 19 + phases[2]!) + Math.cos(y / 13 + phases[3]!) > 0.9
      ? [200, 225, 190]
      : [242, 239, 233];
  };
}

/** A field 0…1 drawn with a map at an opacity over what lies beneath, rounded once as renderers do. */
export function transparentPicture(
  field: ArrayLike<number>,
  width: number,
  map: Colourmap,
  opacity: number,
  beneath: Beneath,
): Raster {
  const colours = coloursAt(map, Float64Array.from(field));
  const data = new Uint8ClampedArray(4 * field.length).fill(255);
  for (let p = 0; p < field.length; p++) {
    const base = beneath(p % width, Math.floor(p / width));
    for (let c = 0; c < 3; c++)
      data[4 * p + c] = Math.round((1 - opacity) * base[c]! + opacity * colours[3 * p + c]!);
  }
  return { width, height: field.length / width, data };
}
