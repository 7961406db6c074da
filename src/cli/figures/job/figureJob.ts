import type { SummaryRow } from '../../../batch/summary/rows.js';
import type { Warning } from '../../../model/warning.js';
import type { Lender } from '../../../node/recoverBorrowing.js';
import type { RecoverFileOptions } from '../../../node/recoverFigure.js';
import type { Targets } from '../../options/targets.js';

/** How a figure's results are written and told. */
export interface WritingOptions {
  readonly long: boolean;
  readonly force: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Leave a figure alone whose results are there, from the same bytes, version and options. */
  readonly skipExisting: boolean;
  /** Make the folders of the outputs. */
  readonly makeFolders: boolean;
  /** Values at which contours are drawn. */
  readonly levels?: readonly number[];
}

/** What a batch says of a figure without a range of its own. */
export interface FigureLending {
  readonly lender?: Lender;
  readonly warning?: Warning;
}

/** A figure to recover, and where its numbers go: plain data, which any process or machine can take. */
export interface FigureJob {
  readonly figure: string;
  readonly targets: Targets;
  /** As given on the command line; `layout` and `like` are names of files there. */
  readonly settings: RecoverFileOptions;
  readonly layout?: string;
  readonly like?: string;
  /** Of `--like auto`: who lends colourmap and range, or why nobody does. */
  readonly lending?: FigureLending;
  /** Print the values at the places of this file, or the areas between these values. */
  readonly at?: string;
  readonly areas?: readonly number[];
  /** All frames, as one grid of time, y and x. */
  readonly film?: boolean;
  readonly writing: WritingOptions;
}

/** What became of a figure. */
export interface FigureOutcome {
  /** Nothing was done: all of it was there. */
  readonly skipped: boolean;
  /** A row a panel, for the summary of a batch. */
  readonly rows: readonly SummaryRow[];
  /** The account for people. */
  readonly account: string;
  /** For standard output. */
  readonly printed: string;
  /** Of the gravest failure of a part, where the rest of the figure was recovered: a page of a document. */
  readonly exitCode?: number;
}

/** What the one who started a figure is asked and told. */
export interface FigureWatch {
  /** Takes files that were not known beforehand; throws where another figure has one of them. */
  readonly claim: (paths: readonly string[], owner: string) => Promise<void>;
  readonly stage: (name: string) => void;
  /** Threads that may decode blocks of one large figure at once; one unless told, as each takes the memory of one. */
  readonly threads?: number;
}
