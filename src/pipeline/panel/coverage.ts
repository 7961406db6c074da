import type { Colourmap } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';

/** Holes and overlays take their share of a plot area, but where most of it is off the map the map is in doubt. */
const believableCoverage = 0.5;

/** How far the share of the pixels that hold values speaks for the map, 0…1. */
export const trustOf = (coverage: number): number => Math.min(1, coverage / believableCoverage);

export function coverageWarnings(coverage: number, { accuracy }: Colourmap): Warning[] {
  if (coverage >= believableCoverage) return [];
  const percent = Math.round(100 * coverage);
  return [
    {
      code: 'low-coverage',
      message: accuracy.endsKnown
        ? `only ${percent} % of the plot area has colours of the colourmap`
        : `only ${percent} % of the plot area could be decoded`,
      remedy: ['plot', 'colourbar', 'colourmap'],
    },
  ];
}
