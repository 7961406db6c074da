import { loadLibrary } from '../colourmap/library/library.js';
import { colourmapOf, resolveName } from '../colourmap/names.js';
import { isBarLike } from '../figure/barLike.js';
import type { Findings } from '../figure/findings.js';
import type { GivenBoxes } from '../figure/given/givenLayout.js';
import type { ReadLabel } from '../figure/labels/reader/label.js';
import { SIDES } from '../figure/layout/ink/edges.js';
import type { JpegCoefficients } from '../jpeg/coefficients.js';
import { UsageError } from '../model/errors.js';
import type { Colourmap, Raster } from '../model/types.js';
import type { Warning } from '../model/warning.js';
import { compositeOnBackground } from '../raster/composite.js';
import { validateBox } from '../raster/crop.js';
import { findingsOf } from './findingsOf.js';
import { validateOptions } from './options/validateOptions.js';
import { type Keep, keepNothing, keptFor } from './panel/keep.js';
import { refuseCharts, refuseWithoutField } from './panel/noField.js';
import { recoverPanel } from './panel/recoverPanel.js';
import type { PanelRecovery } from './panel/recovery.js';
import { type Panel, panelOf } from './panel.js';
import { givenOptions, type PlanOptions, type RecoverOptions } from './plan/options.js';
import { type BoxFacts, plan } from './plan/plan.js';
import { whatToFind } from './plan/planLayout.js';
import { type FigureInput, isCompressed, type PanelRequest } from './plan/request.js';
import { panelInPicture, uprightFigure } from './upright.js';

/** How a recovery is watched and ended. */
export interface RunOptions {
  /** Checked between stages; once it is aborted, the promise rejects with its reason. */
  readonly signal?: AbortSignal;
  /** The stage that begins, and the share of all the work that is done, 0…1. */
  readonly onProgress?: (stage: string, fraction: number) => void;
  /**
   * What is going to be done, once that is settled: one request a panel. With the findings that, given as `layout`, lead to
   * the same; absent where only looking again does: for boxes given roughly, and pictures that are straightened.
   */
  readonly onPlan?: (requests: readonly PanelRequest[], layout?: Findings) => void;
  /** Changes what is planned before it is done, for the figure as it is decoded. Without requests nothing is done. */
  readonly amend?: (requests: readonly PanelRequest[], figure: FigureInput) => readonly PanelRequest[];
}

/** What the pipeline itself cannot do, reading from files, and what it can be given a better means for. */
export interface Readers {
  /** Reads labels in place of the package's own reader. */
  readonly readLabel?: ReadLabel;
  /** Reads the coefficients of the JPEG that the raster came from; asked once there is a plan. */
  readonly readJpeg?: () => JpegCoefficients | undefined;
  /** Reads a colourmap from a file; undefined where the text is no file's name. */
  readonly readColourmap?: (wanted: string) => Promise<Colourmap | undefined>;
  /** What was found and decoded of this picture before; nothing is kept unless told. */
  readonly keep?: Keep;
}

/** Anything with pixels: a `Raster`, a browser's `ImageData`. */
export interface PictureLike {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Share of the work that finding takes, beside decoding. */
const FINDING = 0.3;

/**
 * A figure's numbers: finds what the options leave open, plans, and recovers each panel.
 *
 * @param input pixels, with what else is known of the file that they come from
 * @param readers what the core itself cannot read
 * @returns a panel for each plot area, in reading order
 * @throws UsageError, RecoveryError; or the signal's reason
 */
export async function recoverFigure(
  input: FigureInput | PictureLike,
  options: RecoverOptions & RunOptions = {},
  readers: Readers = {},
): Promise<Panel[]> {
  const { signal, onProgress = () => {}, onPlan, amend = (planned) => planned, ...settings } = options;
  validateOptions(settings);
  const stage = async (name: string, fraction: number): Promise<void> => {
    onProgress(name, fraction);
    await pause(signal);
  };
  await stage('finding the plot area', 0);
  const given = figureInput(input, settings);
  // Inflated beside the search for boxes; whether it cannot be loaded is asked where it is needed.
  if ((settings.colourmap ?? 'auto') === 'auto') loadLibrary().catch(() => {});
  const { colourmap, warnings: notes } = await chosenColourmap(settings.colourmap ?? 'auto', readers);
  const asked: PlanOptions = { ...settings, colourmap };
  const { keep = keepNothing } = readers;
  const upright = uprightFigure(given, asked, keep);
  const { figure, options: chosen } = upright ?? { figure: given, options: asked };
  // What is kept of where things are is of the picture as it was given; what is kept of panels, of this one made upright.
  const ofPicture = upright ? keepNothing : keep;
  const ofPanels = upright ? keptFor(keep, JSON.stringify(['upright', settings.corners])) : keep;
  const search = (wanted: PlanOptions) => findingsOf(figure, wanted, readers.readLabel, signal, ofPicture);
  const findings = await (chosen.layout ? search(chosen) : foundBefore(chosen, asked, readers.keep, search));
  // Rough boxes have gone to the edges near them.
  const used = chosen.layout ? {} : (findings.given ?? {});
  const placed: PlanOptions = { ...chosen, ...used, ...(figure.ground && { ground: figure.ground }) };
  const warnings = [...notes, ...movedWarnings(chosen, used)];
  const planned = plan(findings, placed, boxFacts(figure.raster, placed)).map((request) => ({
    ...request,
    options: givenOptions(settings),
    warnings: [...warnings, ...request.warnings],
  }));
  const requests = amend(planned, figure);
  const flat = refuseCharts(figure.raster, asked, requests, isCompressed(figure));
  const isLayout = !upright && !findings.given && findings.panels.length > 0;
  onPlan?.(requests, isLayout ? findings : undefined);
  const jpeg = upright ? undefined : (figure.jpeg ?? readers.readJpeg?.());
  const library = requests.some(usesLibrary) ? await loadLibrary() : undefined;
  const recoveries: PanelRecovery[] = [];
  for (const [k, request] of requests.entries()) {
    const share = (fraction: number) => FINDING + ((1 - FINDING) * (k + fraction)) / requests.length;
    await stage('decoding', share(0));
    recoveries[k] = recoverPanel({ ...figure, ...(jpeg && { jpeg }) }, request, {
      ...(library && { library }),
      ...(signal && { signal }),
      keep: ofPanels,
      onProgress: (name, fraction) => onProgress(name, share(fraction)),
    });
  }
  refuseWithoutField(figure.raster, asked, requests, recoveries, isCompressed(figure), flat);
  const panels = requests
    .map((request, k) => panelOf(figure, request, recoveries[k]!))
    .map((panel) => (upright ? panelInPicture(panel, upright.straight, given.raster) : panel));
  await stage('done', 1);
  return panels;
}

/** Lets whatever waits (a message that aborts, a page that draws) have its turn between two stages. */
async function pause(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal?.throwIfAborted();
}

const isInput = (input: FigureInput | PictureLike): input is FigureInput => 'raster' in Object(input);

/** The picture as the pipeline takes it: transparent pixels on the background, and named as no data. */
function figureInput(input: FigureInput | PictureLike, { background }: RecoverOptions): FigureInput {
  const picture = isInput(input) ? input.raster : input;
  const { width = 0, height = 0, data: bytes } = Object(picture) as Partial<PictureLike>;
  if (!(width >= 1 && height >= 1) || bytes?.length !== 4 * width * height)
    throw new UsageError(
      `expected a picture of ${width} × ${height} pixels with four bytes each, but received ${bytes?.length ?? 0} bytes`,
      [],
      { code: 'no-picture' },
    );
  if (isInput(input)) return input;
  if (isOpaque(bytes)) return { raster: { width, height, data: bytes } };
  const data = bytes.slice();
  const ignore = compositeOnBackground(data, background ?? [255, 255, 255]);
  return { raster: { width, height, data }, ...(ignore && { ignore }) };
}

function isOpaque(bytes: ArrayLike<number>): boolean {
  for (let o = 3; o < bytes.length; o += 4) if (bytes[o] !== 255) return false;
  return true;
}

/** The colourmap that is asked for, by itself, by file or by name; or the word for where to look for it. */
async function chosenColourmap(
  wanted: Colourmap | string,
  { readColourmap }: Readers,
): Promise<{ colourmap: NonNullable<PlanOptions['colourmap']>; warnings: Warning[] }> {
  if (typeof wanted !== 'string') return { colourmap: wanted, warnings: [] };
  if (wanted === 'auto' || wanted === 'blind' || wanted === 'walk')
    return { colourmap: wanted, warnings: [] };
  const fromFile = await readColourmap?.(wanted);
  if (fromFile) return { colourmap: fromFile, warnings: [] };
  const resolved = resolveName(await loadLibrary(), wanted);
  const { note } = resolved;
  return {
    colourmap: colourmapOf(resolved),
    warnings: note === undefined ? [] : [{ code: 'colourmap-name-ambiguous', message: note }],
  };
}

/** What is found, or was before. Where it is kept, cells are looked for beside the rest: they may be asked for next. */
async function foundBefore(
  chosen: PlanOptions,
  asked: PlanOptions,
  keep: Keep | undefined,
  search: (options: PlanOptions) => Promise<Findings>,
): Promise<Findings> {
  if (!keep) return search(chosen);
  const wanted = whatToFind(chosen);
  if (!wanted.figure || wanted.cells) return keep('findings', searchOf(asked), () => search(chosen));
  const found = await keep('findings', searchOf({ ...asked, cells: 'auto' }), () =>
    search({ ...chosen, cells: 'auto' }),
  );
  return { ...found, panels: found.panels.map((panel) => ({ ...panel, cells: null })) };
}

/** All that the findings of a picture depend on. */
function searchOf(options: PlanOptions): string {
  const { plot, colourbar, crop: part, corners, background } = options;
  return JSON.stringify([plot, colourbar, part, corners, background, whatToFind(options)]);
}

/** What to say where a rough box was moved. */
function movedWarnings(given: PlanOptions, used: GivenBoxes): Warning[] {
  return (['plot', 'colourbar'] as const).flatMap((name) => {
    const [from, to] = [given[name], used[name]];
    if (typeof from !== 'object' || !to || SIDES.every((side) => from[side] === to[side])) return [];
    const { left, top, right, bottom } = to;
    return {
      code: 'box-moved',
      message: `the ${name === 'plot' ? 'plot area' : 'colourbar'} given was moved to the edges near it: ${left},${top},${right},${bottom}`,
    };
  });
}

/** Whether boxes that are both given look as if they were swapped. */
function boxFacts(raster: Raster, { plot, colourbar }: PlanOptions): BoxFacts {
  if (typeof plot !== 'object' || typeof colourbar !== 'object') return {};
  const { width, height } = raster;
  validateBox(plot, width, height, 'plot');
  validateBox(colourbar, width, height, 'colourbar');
  return { plotIsBar: isBarLike(raster, plot), barIsBar: isBarLike(raster, colourbar) };
}

const usesLibrary = ({ colourmap }: PanelRequest): boolean =>
  colourmap.from === 'colourbar' || (colourmap.from === 'pixels' && colourmap.named);
