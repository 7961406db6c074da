import { identify } from '../../colourmap/identify/identify.js';
import { loadLibrary } from '../../colourmap/library/library.js';
import { coloursAt } from '../../colourmap/maps/coloursAt.js';
import { colourmapOf, resolveName } from '../../colourmap/names.js';
import { inspect } from '../../figure/inspect.js';
import { contains } from '../../figure/layout/ink/rectangle.js';
import { RecoveryError } from '../../model/errors.js';
import type { Colourmap, Raster } from '../../model/types.js';
import { arcLengths, pointsAt } from '../../numeric/curves/polyline.js';
import { preparedPanel } from '../../pipeline/panel/preparedPanel.js';
import { plan } from '../../pipeline/plan/plan.js';
import { type FigureInput, isCompressed } from '../../pipeline/plan/request.js';
import { crop } from '../../raster/crop.js';

/** The curve in colour space that a figure's data are drawn along. */
export interface FigureLocus {
  /** 3 × 65 sRGB values, evenly along the curve from one end to the other. */
  readonly points: Float64Array;
  /** The colourbar it was read from; otherwise its colours were put in order. */
  readonly hasBar: boolean;
}

/** Points of a locus: on the longest colourmaps some twenty sRGB units apart, where they bend little. */
const count = 65;

/** Share of a picture's colours that a named map must run through; the rest may be lines, text and background. */
const mostlyExplained = 0.85;
/** An order found from pixels is in doubt below this confidence. */
const doubtful = 0.5;
/** No stretch shorter than a quarter of a named map tells it from the many that share such a stretch. */
const tellingStretch = 0.25;

/**
 * The locus of a figure's first panel: of its colourbar where it has one, of the named map that explains a compressed
 * picture within its noise, else the order found in its pixels; where that is in doubt, of the named map that comes nearest.
 * Undefined where no panel, or no order, is found.
 */
export async function figureLocus(input: FigureInput): Promise<FigureLocus | undefined> {
  try {
    const lossy = isCompressed(input);
    const findings = await inspect(input.raster, { labels: false, cells: false, lossy });
    const [panel] = findings.panels;
    if (panel === undefined) return undefined;
    // On the data a bar may be a stripe of theirs: their own order is as good there, and cannot be that wrong.
    const isApart = panel.colourbar && !contains(panel.plotBox, panel.colourbar.box);
    const named = lossy && !isApart ? await namedLocus(crop(input.raster, panel.plotBox)) : undefined;
    if (named?.isSure) return named.locus;
    const [request] = plan(findings, isApart ? {} : { colourmap: 'blind' });
    if (request === undefined) return undefined;
    // A scattered bar is placed by the named map that it shows.
    const library = isApart && lossy ? await loadLibrary() : undefined;
    const { colourmap, order } = preparedPanel(input, request, library).source;
    return named && order < doubtful ? named.locus : locusOf(colourmap);
  } catch (error) {
    if (error instanceof RecoveryError) return undefined;
    throw error;
  }
}

/**
 * The locus of the named map that explains a plot area's colours best, if it explains nearly all; sure where they lie on
 * it within their noise. Noise can put the colours of a compressed picture in a wrong order, which a map that runs
 * through them cannot have. Several maps may fit: those run side by side, and differ in where values lie on them, which does not
 * matter here. Where it is not decided which of them is meant, the stretch that is seen is all that is known.
 */
async function namedLocus(
  plot: Raster,
): Promise<{ readonly locus: FigureLocus; readonly isSure: boolean } | undefined> {
  const library = await loadLibrary();
  const { matches, fits, decisive } = identify(plot, library, { limit: 1 });
  const [best] = matches;
  if (best === undefined) return undefined;
  const map = colourmapOf(resolveName(library, best.name));
  if (decisive) return { locus: locusOf(map), isSure: true };
  const { from, to, explained } = best;
  if (explained < mostlyExplained || to - from < tellingStretch) return undefined;
  const at = Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  return { locus: locusOf({ ...map, closed: false, colours: coloursAt(map, at) }), isSure: fits };
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
