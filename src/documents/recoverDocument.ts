import { InputError, UsageError } from '../model/errors.js';
import type { Panel } from '../pipeline/panel.js';
import type { RecoverOptions } from '../pipeline/plan/options.js';
import type { RunOptions } from '../pipeline/recoverFigure.js';
import { panelOfPage } from './documentFigure.js';
import { isPlaced } from './isPlaced.js';
import type { PdfDocument, PdfPage } from './pdf/page/openPdf.js';
import { type DocumentOptions, type PageReaders, recoverPage } from './recoverPage.js';

/** What is read besides the document itself. */
export interface DocumentReaders extends PageReaders {
  /** Whether a page is to be left alone: what it gives is there already. */
  readonly isDone?: (page: number) => Promise<boolean>;
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

/**
 * The numbers of every colour-mapped figure of a document, page by page. What is drawn without a colourbar counts as one only
 * if a named colourmap explains its pixels, or a colourmap is given.
 *
 * @throws UsageError if there is no such page, or places are given without saying on which page
 */
export async function* recoverDocument(
  document: PdfDocument,
  about: { readonly name?: string; readonly sha256: string },
  options: RecoverOptions & DocumentOptions & RunOptions,
  readers: DocumentReaders,
): AsyncGenerator<PageResult> {
  const { panel: wanted, signal, onProgress } = options;
  const pages = pagesOf(document, options);
  for (const [k, number] of pages.entries()) {
    signal?.throwIfAborted();
    onProgress?.(`page ${number} of ${document.pages}`, k / pages.length);
    if (await readers.isDone?.(number)) continue;
    try {
      const result = await document.withPage(number, (page) =>
        withinTime(page, options, (limited) => recoverPage(page, about, limited, readers)),
      );
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
  const { page = 'all', layout, layouts } = options;
  if (layout)
    throw new UsageError('layout expects a picture: figures of documents are many', 'layout', {
      code: 'layout-of-document',
    });
  if (page !== 'all' && (page < 1 || page > document.pages || !Number.isInteger(page)))
    throw new UsageError(`page expects a number from 1 to ${document.pages}, but received ${page}`, 'page', {
      code: 'no-such-page',
      fields: { page, pages: document.pages },
    });
  if (page === 'all' && document.pages > 1 && isPlaced(options))
    throw new UsageError('page expects a number where places are given: which page they are on', 'page', {
      code: 'places-without-page',
    });
  const all = page === 'all' ? Array.from({ length: document.pages }, (_, k) => k + 1) : [page];
  return layouts ? all.filter((number) => layouts.some((known) => known.page === number)) : all;
}

/**
 * Calls with settings that end the work on a page once it has taken too long, as asked between its stages: nothing ends
 * PDFium while it draws.
 *
 * @throws InputError if it took longer
 */
async function withinTime<O extends DocumentOptions & RunOptions, T>(
  { number }: PdfPage,
  options: O,
  use: (options: O) => Promise<T>,
): Promise<T> {
  const { timeout, signal } = options;
  if (timeout === undefined) return use(options);
  const late = AbortSignal.timeout(1000 * timeout);
  try {
    return await use({ ...options, signal: signal ? AbortSignal.any([signal, late]) : late });
  } catch (error) {
    if (error !== late.reason) throw error;
    throw new InputError(`page ${number} took longer than ${timeout} s`, `page ${number}`, {
      code: 'too-slow',
      settings: ['timeout'],
    });
  }
}
