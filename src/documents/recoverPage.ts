import type { Findings } from '../figure/findings.js';
import { inspect } from '../figure/inspect.js';
import { RecoveryError } from '../model/errors.js';
import type { Keep, KeptStage } from '../pipeline/panel/keep.js';
import type { Panel } from '../pipeline/panel.js';
import type { RecoverOptions } from '../pipeline/plan/options.js';
import { type Readers, type RunOptions, recoverFigure } from '../pipeline/recoverFigure.js';
import { type DocumentFigure, documentFigure, kindOfFigure, type StoredPicture } from './documentFigure.js';
import { isPlaced } from './isPlaced.js';
import type { PdfPage } from './pdf/page/openPdf.js';
import { pageFigures } from './pdf/pageFigures.js';

/** The findings of one figure of a document. */
export interface PageLayout {
  /** From 1. */
  readonly page: number;
  /** Its number among the colour-mapped figures of its page, in reading order, from 1. */
  readonly number: number;
  /** In pixels of the figure as it is drawn. */
  readonly findings: Findings;
}

/** Which pages of a document, and how finely they are drawn. */
export interface DocumentOptions {
  /** From 1; all unless told. */
  readonly page?: number | 'all';
  /** Dots per inch; chosen unless told: enough for the smallest label, and the resolution of the picture that is shown. */
  readonly dpi?: number;
  /** No page is drawn with more pixels. */
  readonly maxPixels?: number;
  /** Seconds that a page may take; as long as it takes unless told. */
  readonly timeout?: number;
  /** What was found, edited or not; figures that are not among these are left alone. */
  readonly layouts?: readonly PageLayout[];
}

/** What is read besides the page itself. */
export interface PageReaders extends Readers {
  /** Decodes a JPEG that the document holds; undefined where it cannot be. */
  readonly decode: (jpeg: Uint8Array) => Promise<StoredPicture | undefined>;
}

/** Pixels that a drawing has at most unless told: a page of A4 at 600 dots per inch. */
const MOST_PIXELS = 35e6;

/** What is drawn on a page, in reading order, figures or not, each drawn only when it is asked for. */
export async function* drawingsOf(
  page: PdfPage,
  options: RecoverOptions & DocumentOptions,
  decode: PageReaders['decode'],
): AsyncGenerator<DocumentFigure> {
  const resolution = { maxPixels: MOST_PIXELS, ...options };
  for await (const drawn of pageFigures(page, resolution, isPlaced(options)))
    yield await documentFigure(drawn, page.number, decode);
}

/** What looks like a colour-mapped figure on a page, in reading order. Boxes are looked for, nothing is read. */
export async function* candidatesOf(
  page: PdfPage,
  decode: PageReaders['decode'],
): AsyncGenerator<DocumentFigure> {
  for await (const figure of drawingsOf(page, {}, decode)) {
    const { raster, compressed = false } = figure.input;
    const findings = await inspect(raster, { lossy: compressed, labels: false, cells: false });
    if (kindOfFigure(figure, findings) !== 'no') yield figure;
  }
}

/** Of the document's file. */
export interface About {
  readonly name?: string;
  readonly sha256?: string;
}

/** A panel, and the drawing that it is in. */
export interface FoundPanel {
  readonly panel: Panel;
  readonly figure: DocumentFigure;
}

/** The numbers of a page's figures, and what was none after all though a colourbar said so. */
export async function recoverPage(
  page: PdfPage,
  about: About,
  options: RecoverOptions & DocumentOptions & RunOptions,
  { decode, ...readers }: PageReaders,
): Promise<{ panels: FoundPanel[]; failures: Error[] }> {
  const { panel: _, onProgress: __, layouts, ...settings } = options;
  const whole = isPlaced(settings);
  const told = layouts !== undefined || isTold(settings);
  const panels: FoundPanel[] = [];
  const failures: Error[] = [];
  let count = 0;
  for await (const figure of drawingsOf(page, settings, decode)) {
    settings.signal?.throwIfAborted();
    let hasBar = whole;
    /** What is no figure is left once its boxes are found; what is one takes the findings that are given for it. */
    const settled = (found: Findings): Findings => {
      const kind = whole ? 'with a bar' : kindOfFigure(figure, found);
      if (kind === 'no') throw noFigureHere;
      hasBar = kind === 'with a bar';
      count++;
      if (!layouts) return found;
      const known = layouts.find(({ page: on, number }) => on === page.number && number === count);
      if (!known) throw leftAlone;
      return sameSize(known.findings, found);
    };
    try {
      const keep = settling(settled);
      for (const panel of await panelsOf(figure, about, settings, { ...readers, keep }))
        if (told || isColourMapped(panel)) panels.push({ panel, figure });
    } catch (error) {
      if (!(error instanceof RecoveryError)) throw error;
      if (hasBar && error !== leftAlone) failures.push(error);
    }
  }
  return { panels, failures };
}

/**
 * The numbers of one figure of a page, its panels numbered within it. Those whose colours no bar and no named map
 * explains are left out, unless a colourmap or places are given.
 */
export async function recoverCandidate(
  figure: DocumentFigure,
  about: About,
  options: RecoverOptions & RunOptions,
  readers: Readers,
): Promise<Panel[]> {
  // The number is one of the page's panels: which they are is known at its end.
  const { panel: _, ...settings } = options;
  const found = await panelsOf(figure, about, settings, readers);
  return found.filter((panel) => isTold(settings) || isColourMapped(panel));
}

const panelsOf = (
  figure: DocumentFigure,
  about: About,
  settings: RecoverOptions & RunOptions,
  readers: Readers,
): Promise<Panel[]> =>
  recoverFigure({ ...about, ...figure.input }, settings, {
    ...readers,
    ...(figure.readJpeg && { readJpeg: figure.readJpeg }),
  });

/** Whether a colourmap or places are given: whoever gives them says that it is a figure. */
const isTold = (settings: RecoverOptions): boolean =>
  (settings.colourmap ?? 'auto') !== 'auto' || isPlaced(settings);

const noFigureHere = new RecoveryError('the drawing is no colour-mapped figure', 'layout', {
  code: 'no-figure',
});
const leftAlone = new RecoveryError('the layout that is given does not name the figure', 'layout');

/** Keeps nothing, but settles what is found before anything is planned. */
const settling =
  (settled: (found: Findings) => Findings): Keep =>
  <T>(stage: KeptStage, _: string, make: () => T): T =>
    stage === 'findings' ? ((make() as Promise<Findings>).then(settled) as T) : make();

/** @throws RecoveryError where findings are of a figure drawn at another size */
function sameSize(given: Findings, { width, height }: Findings): Findings {
  if (given.width === width && given.height === height) return given;
  throw new RecoveryError(
    `the layout is of a figure of ${given.width} × ${given.height} pixels, but this one is drawn with ${width} × ${height}: give the --dpi that it was made with`,
    'layout',
    { code: 'layout-of-another-size' },
  );
}

/** Whether a panel's colours are those of a colourmap, by its bar or because a named one explains them. */
const isColourMapped = ({ colourbarBox, colourmap }: Panel): boolean =>
  colourbarBox !== null || colourmap.source === 'named';
