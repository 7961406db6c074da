import type { Library } from '../colourmap/library/library.js';
import type { Warning } from '../model/warning.js';
import { type RecoverRequest, type Recovery, recover } from './recover.js';
import type { PanelFacts, PanelRecovery } from './recovery.js';
import type { ColourmapRequest, FigureInput, PanelRequest } from './request.js';

/** What a recovery needs besides its input and its request, and who wants to know how far it is. */
export interface RecoverPanelOptions {
  /** The named maps: a colourbar that shows one is placed by it, and pixels may be explained by one. */
  readonly library?: Library;
  /** Checked at the start of each stage. */
  readonly signal?: AbortSignal;
  /** The stage that begins, and the share of the panel's work that is done. */
  readonly onProgress?: (stage: string, fraction: number) => void;
}

/**
 * Recovers one panel as its request says.
 *
 * @throws RecoveryError if the plot area holds no order of colours, or the colourbar no gradient
 * @throws the signal's reason once it is aborted
 */
export function recoverPanel(
  input: FigureInput,
  request: PanelRequest,
  options: RecoverPanelOptions = {},
): PanelRecovery {
  const { signal, onProgress } = options;
  // The walk does not know the bar's own places: labels along it say nothing of a palette's order.
  const unplaced = request.colourmap.from === 'walk' && request.calibration !== null;
  const recovery = recover(input.raster, {
    ...recoverRequest(input, unplaced ? { ...request, values: null, calibration: null } : request, options),
    progress: (stage, fraction) => {
      signal?.throwIfAborted();
      onProgress?.(stage, fraction);
    },
  });
  return {
    grid: recovery.grid,
    decoded: recovery.decoded,
    colourmap: recovery.colourmap,
    ...(recovery.palette && { palette: recovery.palette }),
    plotBox: request.plotBox,
    colourbarBox: request.colourbarBox,
    values: recovery.values,
    coverage: recovery.coverage,
    confidences: {
      ...request.found,
      ...(recovery.values === null && { range: 0 }),
      order: recovery.colourmap.confidence,
      decoding: recovery.confidence,
    },
    warnings: [...request.warnings, ...(unplaced ? [walkUnplaced] : []), ...recovery.warnings],
    facts: factsOf(recovery),
  };
}

const walkUnplaced: Warning = {
  code: 'walk-unplaced',
  message:
    'the walk does not know where the ends of the colourbar lie on it: values are positions 0…1 of the palette',
  remedy: ['range', 'colourmap'],
};

/** The request in the words of `recover`. */
function recoverRequest(
  input: FigureInput,
  request: PanelRequest,
  { library }: RecoverPanelOptions,
): RecoverRequest {
  const { colourmap, values, calibration, x, y, units, cells, decode } = request;
  const { cutoff, ...known } = decode;
  const { jpeg, compressed } = input;
  return {
    plotBox: request.plotBox,
    ...colourmapOf(colourmap, decode.smooth, library),
    known,
    ...(cutoff !== undefined && { cutoff }),
    ...(values && { values }),
    ...(calibration && { colourbarTicks: calibration }),
    ...(x && { x }),
    ...(y && { y }),
    ...(units !== null && { units }),
    ...(cells && { cells }),
    ...(input.ignore && { ignore: input.ignore }),
    ...((jpeg || compressed) && { readJpeg: () => jpeg }),
    provenance: { ...(input.sha256 && { sha256: input.sha256 }), options: request.options },
  };
}

function colourmapOf(
  request: ColourmapRequest,
  smooth: PanelRequest['decode']['smooth'],
  library: Library | undefined,
): RecoverRequest {
  switch (request.from) {
    case 'colourbar':
      return {
        colourbarBox: request.box,
        colourbarFlipped: request.flipped,
        ...(library && { library }),
      };
    case 'given':
      return {
        colourbarBox: null,
        colourmap: request.colourmap,
        reverse: request.reverse,
        blind: { smooth },
      };
    case 'pixels':
      return {
        colourbarBox: null,
        reverse: request.reverse,
        blind: { smooth, from: request.lowEnd },
        ...(request.named && library && { library }),
      };
    case 'walk': {
      const { from: _, lowEnd, bar: _bar, ...settings } = request;
      return { colourbarBox: null, walk: { ...settings, from: lowEnd } };
    }
  }
}

function factsOf({ details }: Recovery): PanelFacts {
  // An order found from pixels tells otherwise how much was smoothed.
  const { closed: _closed, smoothed, ...facts } = details;
  return { ...facts, ...(typeof smoothed === 'number' && { smoothed }) } as PanelFacts;
}
