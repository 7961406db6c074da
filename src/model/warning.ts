/** What makes a result doubtful. The words are the reader's language, not the command line's; the remedy names a setting. */
export interface Warning {
  /** Stable and hyphenated, such as `range-unknown`. */
  readonly code: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What settles it: settings by the names that the options of `recoverFigure` have. */
  readonly remedy?: readonly Setting[];
  /** What to do besides, where no setting does it. */
  readonly advice?: string;
}

/** Names of the settings that settle a doubt; the command line has an option for each. */
export type Setting =
  | 'plot'
  | 'colourbar'
  | 'colourmap'
  | 'range'
  | 'scale'
  | 'threshold'
  | 'x'
  | 'y'
  | 'cells'
  | 'panel'
  | 'frame'
  | 'reverse'
  | 'from'
  | 'shaded'
  | 'colours'
  | 'ticks'
  | 'maxPixels';
