/** What the distinct colours of an exactly drawn picture say; all arrays have one entry a colour. */
export interface ColourPositions {
  /** Middle of the interval of positions that the colour stands for. */
  readonly t: Float32Array;
  readonly lower: Float32Array;
  readonly upper: Float32Array;
  /** Where the colour itself lies, if not in the middle of its interval. */
  readonly place?: Float32Array;
  /** Distance from the map, RGB units: 0 for the colours that define its levels. */
  readonly residual: Float32Array;
  /** 1 for colours that are certainly the map's own; undefined where the picture does not tell. */
  readonly isLevel?: Uint8Array;
  /** The map in the colours that this picture draws it in, where it tells: 3k colours at k ascending positions. */
  readonly drawn?: { readonly colours: Float64Array; readonly positions: Float64Array };
  /** Number of equal levels found or given, if the picture has levels. */
  readonly levels?: number;
}
