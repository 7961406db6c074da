import { InputError, RecoveryError, UsageError } from '../model/errors.js';
import type { Panel } from '../pipeline/panel.js';
import type { RecoverOptions } from '../pipeline/plan/options.js';
import { type Readers, type RunOptions, recoverFigure } from '../pipeline/recoverFigure.js';
import {
  colourMapped,
  type DocumentFigure,
  documentFigure,
  panelOfPage,
  type StoredPicture,
} from './documentFigure.js';
import type { PdfDocument, PdfPage } from './pdf/openPdf.js';
import { pageFigures } from './pdf/pageFigures.js';
import { placed } from './placed.js';

/** Which pages of a document, and how finely they are drawn. */
export interface DocumentOptions {
  /** From 1; all unless told. */
  readonly page?: number | 'all';
  /** Dots per inch; chosen unless told: enough for the smallest label, and the resolution of the picture that is shown. */
  readonly dpi?: number;
  /** No page is drawn with more pixels. */
  readonly maxPixels?: number;
}

/** What is read besides the document itself. */
export interface DocumentReaders extends Readers {
  /** Decodes a JPEG that the document holds; undefined where it cannot be. */
  readonly decode: (jpeg: Uint8Array) => Promise<StoredPicture | undefined>;
}

/** What one page gave. */
export interface PageResult {
  readonly page: number;
  readonly pages: number;
  /** In reading order, numbered within the page; none where it shows no colour-mapped figure. */
  readonly panels: readonly Panel[];
  /** What was no figure after all, though it looked like one, or a page that is damaged. */
  readonly failures: readonly Error[];
}

/** Pixels that a drawing has at most unless told: a page of A4 at 600 dots per inch. */
const MOST_PIXELS = 35e6;

/**
 * The numbers of every colour-mapped figure of a document, page by page. What is drawn without a colourbar counts as one only
 * if a named colourmap explains its pixels, or a colourmap is given.
 *
 * @throws UsageError if there is no such page, or places are given without saying on which page
 */
export async function* recoverDocument(
  document: PdfDocument,
  about: About,
  options: RecoverOptions & DocumentOptions & RunOptions,
  readers: DocumentReaders,
): AsyncGenerator<PageResult> {
  const { panel: wanted, signal, onProgress } = options;
  const pages = pagesOf(document, options);
  for (const [k, number] of pages.entries()) {
    signal?.throwIfAborted();
    onProgress?.(`page ${number} of ${document.pages}`, k / pages.length);
    try {
      const result = await document.withPage(number, (page) => recoverPage(page, about, options, readers));
      const all = result.panels.length;
      const panels = result.panels
        .map(({ panel, figure }, at) => panelOfPage(panel, figure, { panel: at + 1, panels: all }))
        .filter(({ panel }) => wanted === undefined || panel === wanted);
      yield { page: number, pages: document.pages, panels, failures: result.failures };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      yield { page: number, pages: document.pages, panels: [], failures: [error] };
    }
  }
}

/** The numbers of the pages asked for. */
export function pagesOf(
  document: Pick<PdfDocument, 'pages'>,
  options: RecoverOptions & DocumentOptions,
): number[] {
  const { page = 'all', layout } = options;
  if (layout)
    throw new UsageError('layout expects a picture: a page is given by its boxes', 'layout', {
      code: 'layout-of-document',
    });
  if (page !== 'all' && (page < 1 || page > document.pages || !Number.isInteger(page)))
    throw new UsageError(`page expects a number from 1 to ${document.pages}, but received ${page}`, 'page', {
      code: 'no-such-page',
      fields: { page, pages: document.pages },
    });
  if (page === 'all' && document.pages > 1 && placed(options))
    throw new UsageError('page expects a number where places are given: which page they are on', 'page', {
      code: 'places-without-page',
    });
  return page === 'all' ? Array.from({ length: document.pages }, (_, k) => k + 1) : [page];
}

/** Of the document's file. */
interface About {
  readonly name?: string;
  readonly sha256?: string;
}

interface FoundPanel {
  readonly panel: Panel;
  readonly figure: DocumentFigure;
}

/** What looks like a colour-mapped figure, and whether a colourbar says so. */
export interface Candidate {
  readonly figure: DocumentFigure;
  readonly hasBar: boolean;
}

/** What looks like a colour-mapped figure on a page, in reading order, each drawn only when it is asked for. */
export async function* candidatesOf(
  page: PdfPage,
  options: RecoverOptions & DocumentOptions,
  decode: DocumentReaders['decode'],
): AsyncGenerator<Candidate> {
  const whole = placed(options);
  for await (const drawn of pageFigures(page, { maxPixels: MOST_PIXELS, ...options }, whole)) {
    const figure = await documentFigure(drawn, page.number, decode);
    const kind = whole ? 'with a bar' : await colourMapped(figure);
    if (kind !== 'no') yield { figure, hasBar: kind === 'with a bar' };
  }
}

async function recoverPage(
  page: PdfPage,
  about: About,
  options: RecoverOptions & DocumentOptions & RunOptions,
  { decode, ...readers }: DocumentReaders,
): Promise<{ panels: FoundPanel[]; failures: Error[] }> {
  const { onProgress: _, ...settings } = options;
  const panels: FoundPanel[] = [];
  const failures: Error[] = [];
  for await (const { figure, hasBar } of candidatesOf(page, settings, decode)) {
    try {
      const found = await recoverCandidate(figure, about, settings, readers);
      for (const panel of found) panels.push({ panel, figure });
    } catch (error) {
      if (!(error instanceof RecoveryError)) throw error;
      if (hasBar) failures.push(error);
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
  const given = (settings.colourmap ?? 'auto') !== 'auto' || placed(settings);
  const found = await recoverFigure({ ...about, ...figure.input }, settings, {
    ...readers,
    ...(figure.readJpeg && { readJpeg: figure.readJpeg }),
  });
  return found.filter((panel) => given || isColourMapped(panel));
}

/** Whether a panel's colours are those of a colourmap, by its bar or because a named one explains them. */
const isColourMapped = ({ colourbarBox, colourmap }: Panel): boolean =>
  colourbarBox !== null || colourmap.source === 'named';
