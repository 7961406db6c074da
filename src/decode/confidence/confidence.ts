import { confidenceOf, usefulError } from '../../model/confidence.js';
import type { Warning } from '../../model/warning.js';
import type { Evidence } from './evidence.js';

/** How sure the decoding is, given the map. */
export function decodingConfidence(evidence: Evidence): number {
  return confidenceOf(...Object.values(evidence));
}

/** What makes a decoding doubtful: the parts that alone take the confidence below 0.8, the gravest first. */
export function decodingWarnings(evidence: Evidence): Warning[] {
  const parts: readonly (readonly [number, Warning])[] = [
    [
      evidence.misfit,
      {
        code: 'colourmap-contradicted',
        message: 'the picture’s colours do not lie on this colourmap: it was drawn with another one',
        remedy: ['colourmap', 'colourbar'],
      },
    ],
    [
      evidence.noise,
      {
        code: 'compression-noise',
        message: 'compression noise is large against the length of the colourmap',
        advice: 'use a less compressed copy',
        remedy: ['colourmap', 'colourbar'],
      },
    ],
    [
      evidence.spacing,
      {
        code: 'few-colours',
        message: 'the picture has few colours, so values come in coarse steps',
        advice: 'use a copy that was not reduced to a palette',
        remedy: ['colourmap'],
      },
    ],
    [
      evidence.tear,
      {
        code: 'order-torn',
        message: 'neighbouring pixels lie far apart along the ordered colours: the order may be wrong',
        remedy: ['colourmap', 'colourbar', 'plot', 'colours'],
      },
    ],
    [
      evidence.colouredHoles,
      {
        code: 'coloured-holes',
        message: 'areas of one colour were taken for holes: they may be data at an end of the colourmap',
        advice: 'if they hold no data, name their colour',
        remedy: ['missing', 'colourmap'],
      },
    ],
    [
      Math.max(evidence.offMap, evidence.lost),
      {
        code: 'colours-off-map',
        message: 'many pixels have colours off the colourmap',
        remedy: ['plot', 'colourmap'],
      },
    ],
  ];
  return parts
    .filter(([error]) => error > usefulError / 2)
    .sort((a, b) => b[0] - a[0])
    .map(([, warning]) => warning);
}
