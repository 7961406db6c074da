import type { BoxArray, Sidecar } from '../../pipeline/sidecar.js';

/** What the summary of a batch says of a panel, or of a figure that has none because it failed. */
export interface SummaryRow {
  readonly file: string;
  /** `done`; `skipped`: it was there already; `failed`, with `error`. */
  readonly status: 'done' | 'skipped' | 'failed';
  readonly sha256: string | null;
  /** Of a document, from 1. */
  readonly page: number | null;
  readonly panel: number | null;
  readonly panels: number | null;
  /** Left, top, right, bottom in pixels of the figure. */
  readonly plotBox: BoxArray | null;
  readonly colourbarBox: BoxArray | null;
  readonly rows: number | null;
  readonly columns: number | null;
  /** Values at the ends of the colourmap; null: values are positions 0…1. */
  readonly low: number | null;
  readonly high: number | null;
  readonly scale: string | null;
  readonly units: string | null;
  readonly colourmap: string | null;
  readonly origin: string | null;
  readonly coverage: number | null;
  readonly confidence: number | null;
  readonly layout: number | null;
  readonly order: number | null;
  readonly range: number | null;
  readonly axes: number | null;
  readonly decoding: number | null;
  readonly warnings: readonly string[];
  readonly outputs: readonly string[];
  readonly error: string | null;
}

/** The row of a panel, from what was written beside its numbers. */
export function panelRow(
  file: string,
  status: 'done' | 'skipped',
  sidecar: Sidecar,
  outputs: readonly string[],
): SummaryRow {
  const { range, colourmap, confidences } = sidecar;
  return {
    file,
    status,
    sha256: sidecar.sha256,
    page: pageOf(sidecar),
    panel: sidecar.panel,
    panels: sidecar.panels,
    plotBox: sidecar.plotBox,
    colourbarBox: sidecar.colourbarBox,
    rows: sidecar.shape[0],
    columns: sidecar.shape[1],
    low: range?.[0] ?? null,
    high: range?.[1] ?? null,
    scale: sidecar.scale,
    units: sidecar.units,
    colourmap: colourmap.name,
    origin: colourmap.origin,
    coverage: sidecar.coverage,
    confidence: sidecar.confidence,
    layout: confidences.layout,
    order: confidences.order,
    range: confidences.range,
    axes: confidences.axes,
    decoding: confidences.decoding,
    warnings: sidecar.warnings,
    outputs,
    error: null,
  };
}

const pageOf = (sidecar: Sidecar): number | null => {
  const { page } = sidecar as { readonly page?: unknown };
  return typeof page === 'number' ? page : null;
};

/** The row of a figure that could not be recovered. */
export function failedRow(file: string, error: string): SummaryRow {
  const unknown = {
    ...{ sha256: null, page: null, panel: null, panels: null, plotBox: null, colourbarBox: null },
    ...{ rows: null, columns: null, low: null, high: null, scale: null, units: null },
    ...{ colourmap: null, origin: null, coverage: null, confidence: null },
    ...{ layout: null, order: null, range: null, axes: null, decoding: null },
  };
  return { file, status: 'failed', ...unknown, warnings: [], outputs: [], error };
}
