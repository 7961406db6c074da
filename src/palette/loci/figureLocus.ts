import { loadLibrary } from '../../colourmap/library/library.js';
import { inspect } from '../../figure/inspect.js';
import { contains } from '../../figure/layout/ink/rectangle.js';
import { RecoveryError } from '../../model/errors.js';
import type { Colourmap } from '../../model/types.js';
import { arcLengths, pointsAt } from '../../numeric/curves/polyline.js';
import { preparedPanel } from '../../pipeline/panel/preparedPanel.js';
import type { PlanOptions } from '../../pipeline/plan/options.js';
import { plan } from '../../pipeline/plan/plan.js';
import { type FigureInput, isCompressed } from '../../pipeline/plan/request.js';

/** The curve in colour space that a figure's data are drawn along. */
export interface FigureLocus {
  /** 3 × 65 sRGB values, evenly along the curve from one end to the other. */
  readonly points: Float64Array;
  /** The colourbar it was read from; otherwise its colours were put in order. */
  readonly hasBar: boolean;
}

/** Points of a locus: on the longest colourmaps some twenty sRGB units apart, where they bend little. */
const count = 65;

/**
 * The locus of a figure's first panel: of its colourbar where it has one, of the named map that decisively explains a
 * compressed picture, else the order found in its pixels. Undefined
 * where no panel, or no order, is found.
 */
export async function figureLocus(input: FigureInput): Promise<FigureLocus | undefined> {
  try {
    const findings = await inspect(input.raster, { labels: false, cells: false, lossy: isCompressed(input) });
    const bar = findings.panels[0]?.colourbar;
    // On the data a bar may be a stripe of theirs: their own order is as good there, and cannot be that wrong.
    const isApart = bar && !contains(findings.panels[0]!.plotBox, bar.box);
    // Noise can put the colours of a compressed picture in a wrong order: a named map that explains them is surer.
    const isNoisy = isCompressed(input);
    const options: PlanOptions = isApart ? {} : isNoisy ? { colourbar: 'none' } : { colourmap: 'blind' };
    const [request] = plan(findings, options);
    if (request === undefined) return undefined;
    const { colourmap } = preparedPanel(input, request, isNoisy ? await loadLibrary() : undefined).source;
    return locusOf(colourmap);
  } catch (error) {
    if (error instanceof RecoveryError) return undefined;
    throw error;
  }
}

/** The locus of a colourmap that is known. */
export const locusOf = ({ colours, closed, source }: Colourmap): FigureLocus => ({
  points: evenly(colours, closed),
  hasBar: source === 'colourbar',
});

function evenly(colours: Float64Array, closed: boolean): Float64Array {
  const vertices = closed ? Float64Array.from([...colours, ...colours.subarray(0, 3)]) : colours;
  const arcs = arcLengths(vertices);
  const length = arcs.at(-1)!;
  return pointsAt(
    vertices,
    arcs,
    Float64Array.from({ length: count }, (_, i) => (length * i) / (count - 1)),
  );
}
