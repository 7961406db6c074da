import type { Box } from '../model/types.js';
import type { Recovery } from '../pipeline/recover.js';

/** A box as the sidecar and the command line write it: [left, top, right, bottom]. */
export type BoxArray = readonly [number, number, number, number];

export const boxArray = ({ left, top, right, bottom }: Box): BoxArray => [left, top, right, bottom];

/** What is written beside the numbers, so that each of them can be traced and made again. */
export interface Sidecar {
  readonly version: string;
  readonly figure: string;
  readonly sha256: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly plotBox: BoxArray;
  readonly colourbarBox: BoxArray | null;
  readonly range: readonly [number, number] | null;
  readonly scale: string;
  readonly colourmap: {
    readonly name: string | null;
    readonly origin: string;
    readonly [detail: string]: unknown;
  };
  readonly coverage: number;
  readonly confidence: number;
  readonly warnings: readonly string[];
  readonly [detail: string]: unknown;
}

/**
 * The sidecar of one recovered panel: plain data, ready for JSON.
 *
 * @param figure name of the picture, for people; `sha256` identifies it
 * @param warnings what the reading of the file had to say, besides the recovery's own warnings
 */
export function sidecarOf(
  recovery: Recovery,
  figure: string,
  sha256: string,
  warnings: readonly string[],
): Sidecar {
  const { colourmap, grid } = recovery;
  return {
    version: grid.provenance.version,
    figure,
    sha256,
    options: grid.provenance.options,
    plotBox: boxArray(recovery.plotBox),
    colourbarBox: recovery.colourbarBox && boxArray(recovery.colourbarBox),
    range: recovery.range,
    scale: recovery.scale,
    colourmap: {
      name: colourmap.name ?? null,
      origin: colourmap.origin,
      colours: colourmap.positions.length,
      closed: colourmap.closed,
      stepped: colourmap.stepped,
      ...(colourmap.levels !== undefined && { levels: colourmap.levels }),
      // Borders of the bands of a stepped map, as positions 0…1.
      ...(colourmap.edges && { edges: [...colourmap.edges] }),
    },
    shape: [grid.height, grid.width],
    coverage: recovery.coverage,
    confidence: recovery.confidence,
    warnings: [...warnings, ...recovery.warnings],
    ...recovery.details,
  };
}
