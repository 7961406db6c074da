import { encodedOf, linearOf } from './colourDifference.js';

/** How colours are seen: by most people, by those who lack one kind of cone, or printed in grey. */
export type Vision = 'normal' | 'protan' | 'deutan' | 'tritan' | 'grey';

export const visions: readonly Vision[] = ['normal', 'protan', 'deutan', 'tritan', 'grey'];

/**
 * Simulation of complete colour-vision deficiency in linear sRGB: Machado, Oliveira & Fernandes 2009, A physiologically-
 * based model for simulation of color vision deficiency, doi:10.1109/TVCG.2009.113, severity 1. Grey is the luminance.
 */
const matrices: Readonly<Record<Exclude<Vision, 'normal'>, readonly number[]>> = {
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
  grey: [0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722],
};

/** 3n sRGB values 0…255 as they are seen. */
export function asSeen(colours: Float64Array, vision: Vision): Float64Array {
  if (vision === 'normal') return colours;
  const m = matrices[vision];
  const seen = new Float64Array(colours.length);
  for (let i = 0; i < seen.length; i += 3) {
    const r = linearOf(colours[i]!);
    const g = linearOf(colours[i + 1]!);
    const b = linearOf(colours[i + 2]!);
    for (let c = 0; c < 3; c++)
      seen[i + c] = encodedOf(m[3 * c]! * r + m[3 * c + 1]! * g + m[3 * c + 2]! * b);
  }
  return seen;
}
