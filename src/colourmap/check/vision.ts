import {
  converter,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  filterGrayscale,
  type Rgb,
} from 'culori';

/** How colours are seen: by most people, by those who lack one kind of cone, or printed in grey. */
export type Vision = 'normal' | 'protan' | 'deutan' | 'tritan' | 'grey';

export const visions: readonly Vision[] = ['normal', 'protan', 'deutan', 'tritan', 'grey'];

const luminance = filterGrayscale(1);

/**
 * Simulation of complete colour-vision deficiency: Machado, Oliveira & Fernandes 2009, A physiologically-based model for
 * simulation of color vision deficiency, doi:10.1109/TVCG.2009.113, severity 1. Grey is the luminance.
 */
const filters: Readonly<Record<Exclude<Vision, 'normal'>, (colour: Rgb) => Rgb>> = {
  protan: filterDeficiencyProt(1),
  deutan: filterDeficiencyDeuter(1),
  tritan: filterDeficiencyTrit(1),
  grey: (colour) => luminance<'rgb'>(colour),
};

const toLinear = converter('lrgb');
const toEncoded = converter('rgb');

/** 3n sRGB values 0…255 as they are seen. */
export function asSeen(colours: Float64Array, vision: Vision): Float64Array {
  if (vision === 'normal') return colours;
  const seen = new Float64Array(colours.length);
  for (let o = 0; o < seen.length; o += 3) {
    const [r, g, b] = [colours[o]! / 255, colours[o + 1]! / 255, colours[o + 2]! / 255];
    // The filters multiply whatever stands in r, g and b. Cones and luminance add up light, not encoded values.
    const light = filters[vision]({ ...toLinear({ mode: 'rgb', r, g, b }), mode: 'rgb' });
    const encoded = toEncoded({ ...light, mode: 'lrgb' });
    seen[o] = inByte(encoded.r);
    seen[o + 1] = inByte(encoded.g);
    seen[o + 2] = inByte(encoded.b);
  }
  return seen;
}

/** Simulated colours may lie outside sRGB. */
const inByte = (share: number): number => 255 * Math.min(1, Math.max(0, share));
