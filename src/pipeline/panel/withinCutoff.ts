import type { Decoding } from '../../decode/decode.js';
import { PixelKind } from '../../model/pixelKind.js';

/** Masks what lies farther from the colourmap than was asked for, but for what was restored by hand. */
export function withinCutoff(
  decoding: Decoding,
  cutoff = Number.POSITIVE_INFINITY,
  restore?: Uint8Array,
): Decoding {
  if (cutoff === Number.POSITIVE_INFINITY) return decoding;
  const { residual, t, sigma, kind, mask } = decoding;
  const far = residual.map((distance, i) => (distance > cutoff && restore?.[i] !== 1 ? 1 : 0));
  const kept = (values: Float32Array) => values.map((value, i) => (far[i] === 1 ? Number.NaN : value));
  return {
    ...decoding,
    t: kept(t),
    sigma: kept(sigma),
    mask: mask.map((m, i) => (far[i] === 1 ? 0 : m)),
    kind: kind.map((k, i) => (far[i] === 1 && k === PixelKind.data ? PixelKind.overlay : k)),
  };
}
