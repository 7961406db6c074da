import { converter, differenceCiede2000, type Lab65, type Rgb } from 'culori';

/** Perceptual colour spaces and differences of many colours at once. Colours are 3n sRGB values, 0…255. */

const toLab = converter('lab65');
const toOkLab = converter('oklab');
const difference = differenceCiede2000();

/** CIE L*a*b* under D65: 3n numbers. */
export function labOf(colours: ArrayLike<number>): Float64Array {
  return inSpace(toLab, colours);
}

/** OKLab (Ottosson 2020, https://bottosson.github.io/posts/oklab/), lightness 0…1: 3n numbers. */
export function okLabOf(colours: ArrayLike<number>): Float64Array {
  return inSpace(toOkLab, colours);
}

/**
 * CIEDE2000 between colour i of one list and colour j of another, both in L*a*b* (Sharma, Wu & Dalal 2005,
 * doi:10.1002/col.20070). No metric: the triangle inequality fails, so it ranks nothing but pairs.
 */
export function deltaE2000(lab1: ArrayLike<number>, i: number, lab2: ArrayLike<number>, j: number): number {
  return difference(labAt(lab1, i), labAt(lab2, j));
}

interface LabLike {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

function inSpace(convert: (colour: Rgb) => LabLike, colours: ArrayLike<number>): Float64Array {
  const converted = new Float64Array(colours.length);
  for (let o = 0; o < converted.length; o += 3) {
    const [r, g, b] = [colours[o]! / 255, colours[o + 1]! / 255, colours[o + 2]! / 255];
    const colour = convert({ mode: 'rgb', r, g, b });
    converted[o] = colour.l;
    converted[o + 1] = colour.a;
    converted[o + 2] = colour.b;
  }
  return converted;
}

function labAt(lab: ArrayLike<number>, i: number): Lab65 {
  return { mode: 'lab65', l: lab[3 * i]!, a: lab[3 * i + 1]!, b: lab[3 * i + 2]! };
}
