/** What makes a result doubtful. The words are the reader's language, not the command line's; the remedy names settings. */
export interface Warning {
  /** Stable and hyphenated, such as `range-unknown`. */
  readonly code: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What settles it: settings by the names that the options of `recoverFigure` have. */
  readonly remedy?: readonly Setting[];
  /** What to do besides, where no setting does it. */
  readonly advice?: string;
  /** The panel that it is about, from 1 in reading order; the whole figure unless told. */
  readonly panel?: number;
}

/** Names of the settings that errors and warnings speak of; the command line has an option for each. */
export type Setting =
  | 'plot'
  | 'colourbar'
  | 'crop'
  | 'corners'
  | 'panel'
  | 'layout'
  | 'colourmap'
  | 'range'
  | 'scale'
  | 'threshold'
  | 'ticks'
  | 'x'
  | 'y'
  | 'xScale'
  | 'yScale'
  | 'cells'
  | 'resample'
  | 'step'
  | 'crs'
  | 'at'
  | 'areas'
  | 'levels'
  | 'reverse'
  | 'from'
  | 'colours'
  | 'near'
  | 'far'
  | 'shaded'
  | 'missing'
  | 'mask'
  | 'background'
  | 'frame'
  | 'page'
  | 'maxPixels'
  | 'timeout'
  | 'output'
  | 'force'
  | 'separator';

/** A warning as one sentence in the library's words: what is doubtful, which settings settle it, what else to do. */
export function warningText({ message, remedy = [], advice }: Warning): string {
  const settle = remedy.length > 0 && `settled by ${remedy.map((name) => `\`${name}\``).join(' or ')}`;
  return [message, settle, advice].filter(Boolean).join('; ');
}
