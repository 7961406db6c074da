import type { Library } from '../../colourmap/library/library.js';
import { type Decoding, decodeField } from '../../decode/decode.js';
import { type CellBorders, cellGrid, equalCells } from '../../grid/cellGrid.js';
import { gridAxis, pixelCentres } from '../../grid/coordinates/coordinates.js';
import { positionScale, scaleValues, type ValueScale } from '../../grid/coordinates/scale.js';
import { resampled } from '../../grid/resample.js';
import { confidenceOf } from '../../model/confidence.js';
import { countKinds, PixelKind } from '../../model/pixelKind.js';
import type { Grid } from '../../model/types.js';
import { version } from '../../model/version.js';
import type { Warning } from '../../model/warning.js';
import type { FigureInput, PanelRequest } from '../plan/request.js';
import { coverageWarnings, trustOf } from './coverage.js';
import { type Keep, keepNothing, keptOf } from './keep.js';
import type { PanelColourmap } from './panelColourmap.js';
import { preparedPanel } from './preparedPanel.js';
import { decodingAsked, fieldAsked } from './questions.js';
import type { PanelFacts, PanelRecovery } from './recovery.js';
import { isLabelledByPage, valuesAtTrueEnds } from './trueEnds.js';
import { turnedRound, unturned } from './turned.js';
import { validatePanel } from './validatePanel.js';
import { withinCutoff } from './withinCutoff.js';

/** What a recovery needs besides its input and its request, and who wants to know how far it is. */
export interface RecoverPanelOptions {
  /** The named maps: a colourbar that shows one is placed by it, and pixels may be explained by one. */
  readonly library?: Library;
  /** Checked at the start of each stage. */
  readonly signal?: AbortSignal;
  /** The stage that begins, and the share of the panel's work that is done. */
  readonly onProgress?: (stage: string, fraction: number) => void;
  /** What was decoded of this picture before; nothing is kept unless told. */
  readonly keep?: Keep;
}

/** Positions that follow the colours only say nothing of how fast the data run along them. */
const mostRelabelledRange = 0.3;

/**
 * Recovers one panel as its request says: colours taken apart → colourmap → decode → scale → grid.
 *
 * @throws UsageError if the request does not fit the input
 * @throws InputError if its colourmap is none
 * @throws RecoveryError if the plot area holds no order of colours, or the colourbar no gradient
 * @throws the signal's reason once it is aborted
 */
export function recoverPanel(
  input: FigureInput,
  request: PanelRequest,
  options: RecoverPanelOptions = {},
): PanelRecovery {
  validatePanel(input, request);
  const stage = (name: string, fraction: number): void => {
    options.signal?.throwIfAborted();
    options.onProgress?.(name, fraction);
  };
  const keep = keptOf(options.keep ?? keepNothing, request.panel);
  const asDrawn = unturned(request);
  const decoded = keep('decoding', decodingAsked(input, asDrawn), () => {
    const { finish, outside, restore, source } = keep('field', fieldAsked(input, asDrawn), () => {
      const prepared = preparedPanel(input, asDrawn, options.library, { stage, keep });
      const { picture, source, decoding, outside } = prepared;
      stage('decode', 0.4);
      return { source, outside, ...decoding, finish: decodeField(picture, source.colourmap, decoding) };
    });
    const decoding = finish(asDrawn.decode);
    return {
      source,
      decoding: withinCutoff(
        outside ? withoutData(decoding, outside) : decoding,
        asDrawn.decode.cutoff,
        restore,
      ),
    };
  });
  const { source, decoding } = asDrawn === request ? decoded : turnedRound(decoded, input, request);
  stage('grid', 0.95);
  const values = valuesOf(input, request, source);
  const coverage = shareOf(decoding.mask);
  const isRelabelled = values !== null && !source.colourmap.accuracy.endsKnown;
  return {
    grid: gridOf(input, request, decoding, values ?? positionScale),
    decoded: decoding,
    colourmap: source.colourmap,
    ...(source.palette && { palette: source.palette }),
    ...(source.walk && { walk: source.walk }),
    ...(source.candidates && { candidates: source.candidates }),
    ...(decoding.pixelError !== undefined && { pixelError: decoding.pixelError }),
    plotBox: request.plotBox,
    colourbarBox: request.colourbarBox,
    values,
    coverage,
    confidences: {
      ...request.found,
      range: values === null ? 0 : Math.min(request.found.range, isRelabelled ? mostRelabelledRange : 1),
      order: orderOf(source, decoding),
      decoding: decoding.confidence * trustOf(coverage),
    },
    warnings: [
      ...request.warnings,
      ...warningsOf(source, decoding),
      ...decoding.warnings,
      ...(isRelabelled ? [relabelledWarning(source)] : []),
      ...coverageWarnings(coverage, source.colourmap),
    ],
    facts: factsOf(decoding, source),
  };
}

/** Whether the decoded field is the witness of an order that was found in scattered colours: of what tears its pixels it knows more. */
const tellsOfOrder = ({ errorBesideTears }: PanelColourmap, { model, evidence }: Decoding): boolean =>
  errorBesideTears !== undefined && evidence !== undefined && model.kind === 'scattered';

function orderOf(source: PanelColourmap, decoding: Decoding): number {
  if (!tellsOfOrder(source, decoding)) return source.order;
  return confidenceOf(source.errorBesideTears ?? 0, decoding.evidence?.tear ?? 0);
}

/** What came to light of the colourmap; that it is torn, the decoding's own warnings say where the field is the witness. */
const warningsOf = (source: PanelColourmap, decoding: Decoding): readonly Warning[] =>
  tellsOfOrder(source, decoding)
    ? source.warnings.filter(({ code }) => code !== 'order-torn')
    : source.warnings;

/** Values at the ends of the colourmap; null where its positions are no shares of a range that was read. */
function valuesOf(
  { raster }: FigureInput,
  { values, calibration, colourmap, colourbarBox }: PanelRequest,
  source: PanelColourmap,
): ValueScale | null {
  if (values === null) return null;
  // Labels along a bar say nothing of an order that could not be put on it.
  if (calibration !== null && !source.colourmap.accuracy.endsKnown) return null;
  const isTurned = colourmap.from === 'colourbar' && colourmap.flipped;
  if (calibration === null || !source.bar || isTurned) return values;
  if (isLabelledByPage(raster, calibration.law, colourbarBox)) return values;
  return valuesAtTrueEnds(source.bar, values, calibration) ?? values;
}

function gridOf({ sha256 }: FigureInput, request: PanelRequest, decoding: Decoding, scale: ValueScale): Grid {
  const { width, height, mask } = decoding;
  const pixels: Grid = {
    width,
    height,
    ...scaleValues(decoding, scale),
    mask,
    x: pixelCentres(width, request.x ?? { range: [0, width] }, 'x'),
    y: pixelCentres(height, request.y ?? { range: [0, height] }, 'y'),
    ...(request.x && { xAxis: gridAxis(width, request.x, 'x') }),
    ...(request.y && { yAxis: gridAxis(height, request.y, 'y') }),
    kind: decoding.kind,
    ...(request.units !== null && { units: request.units }),
    ...(request.crs !== undefined && { crs: request.crs }),
    provenance: { version, ...(sha256 !== undefined && { sha256 }), options: request.options },
  };
  const cells = request.cells ? cellGrid(pixels, bordersOf(request.cells, pixels)) : pixels;
  return request.resolution ? resampled(cells, request.resolution) : cells;
}

function bordersOf(cells: NonNullable<PanelRequest['cells']>, { width, height }: Grid): CellBorders {
  return 'rows' in cells ? equalCells(width, height, cells.rows, cells.columns) : cells;
}

/** Calls what lies outside of the data's border no data: nobody said so of it. */
const withoutData = (decoding: Decoding, outside: Uint8Array): Decoding => ({
  ...decoding,
  kind: decoding.kind.map((k, p) => (outside[p] === 1 ? PixelKind.noData : k)),
});

function relabelledWarning({ identified }: PanelColourmap): Warning {
  const nearest = identified?.matches.slice(0, 3).map(({ name }) => name) ?? [];
  return {
    code: 'positions-relabelled',
    message:
      'the range was given to positions that were found from the colours alone: how fast the data run between its ends is not known' +
      (nearest.length > 0 ? `; the nearest named colourmaps are ${nearest.join(', ')}` : ''),
    remedy: ['colourmap', 'colourbar'],
  };
}

function factsOf(decoding: Decoding, source: PanelColourmap): PanelFacts {
  const { kind, model, smoothed, levels, filled, shading, transparency } = decoding;
  const { identified, directionConfidence, walk } = source;
  return {
    kinds: countKinds(kind),
    ...(filled && { filled: countOf(filled) }),
    smoothed,
    ...(levels !== undefined && { levels }),
    noise: { kind: model.kind, sigma: model.sigma },
    ...(shading && { shading }),
    ...(transparency && { transparency }),
    ...(identified && {
      identified: {
        decisive: identified.decisive,
        reason: identified.reason,
        matches: identified.matches,
      },
    }),
    ...(directionConfidence !== undefined && { directionConfidence }),
    ...(walk && {
      walk: {
        visited: walk.walked.order.length,
        leftOut: walk.walked.leftOut.length,
        starts: walk.walked.starts.length,
        near: walk.thresholds.near,
        far: walk.thresholds.far,
        explained: walk.explained,
      },
    }),
  };
}

function countOf(mask: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i]!;
  return count;
}

const shareOf = (mask: Uint8Array): number => countOf(mask) / mask.length;
