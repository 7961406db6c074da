import { curveScore } from '../../colourmap/identify/curveScore.js';
import { identify } from '../../colourmap/identify/identify.js';
import { race } from '../../colourmap/identify/verdict.js';
import { type Library, loadLibrary } from '../../colourmap/library/library.js';
import { coloursAt } from '../../colourmap/maps/coloursAt.js';
import { colourmapOf, resolveName } from '../../colourmap/names.js';
import { inspect } from '../../figure/inspect.js';
import { boxArea, intersect } from '../../figure/layout/ink/rectangle.js';
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

/** An order found from pixels with this confidence needs no name: a short map may explain all but the rarest colours. */
const sure = 0.9;
/** Below this confidence it is in doubt, and bends after the noise: a named map need not explain as much. */
const doubtful = 0.5;
/** Share of a picture's colours that a named map must run through then; the rest may be lines, text and background. */
const mostlyExplained = 0.85;
/** No stretch shorter than a quarter of a named map tells it from the many that share such a stretch. */
const tellingStretch = 0.25;

/**
 * The locus of a figure's first panel: of its colourbar where it has one, of the named map that decisively explains its
 * colours, else the order found in its pixels; of a named map that is not decisive, where that order is not sure and the
 * map's curve explains them as well, or nearly all of them where the order is in doubt. Undefined where no panel, or no
 * order, is found.
 */
export async function figureLocus(input: FigureInput): Promise<FigureLocus | undefined> {
  try {
    const lossy = isCompressed(input);
    const findings = await inspect(input.raster, { labels: false, cells: false, lossy });
    const [panel] = findings.panels;
    if (panel === undefined) return undefined;
    const library = await loadLibrary();
    // On the data a bar may be a stripe of theirs: their own order is as good there, and cannot be that wrong.
    if (panel.colourbar && boxArea(intersect(panel.plotBox, panel.colourbar.box)) === 0) {
      const [request] = plan(findings, {});
      // A scattered bar is placed by the named map that it shows.
      return request && locusOf(preparedPanel(input, request, lossy ? library : undefined).source.colourmap);
    }
    const plot = crop(input.raster, panel.plotBox);
    const named = namedMap(plot, library);
    if (named?.isDecisive) return locusOf(named.colourmap);
    const [request] = plan(findings, { colourmap: 'blind' });
    if (request === undefined) return undefined;
    const { colourmap, order } = preparedPanel(input, request).source;
    if (named === undefined || order >= sure) return locusOf(colourmap);
    const isWorse = named.explained < mostlyExplained || order >= doubtful;
    const isBehind = 24 * (curveScore(plot, colourmap.colours) - named.score) >= race;
    return locusOf(isWorse && isBehind ? colourmap : named.colourmap);
  } catch (error) {
    if (error instanceof RecoveryError) return undefined;
    throw error;
  }
}

interface NamedMap {
  readonly colourmap: Colourmap;
  /** As those of `identify`'s match. */
  readonly score: number;
  readonly explained: number;
  readonly isDecisive: boolean;
}

/**
 * The named map that explains a plot area's colours best, and how well. Noise and rough textures can put colours in a wrong
 * order, which a map that runs through them cannot have. Several maps may fit: those run side by side, and differ in where
 * values lie on them, which does not matter here. Where it is not decided which of them is meant, the stretch that is
 * seen is all that is known.
 */
function namedMap(plot: Raster, library: Library): NamedMap | undefined {
  const { matches, decisive: isDecisive } = identify(plot, library, { limit: 1 });
  const [best] = matches;
  if (best === undefined) return undefined;
  const { name, from, to, score, explained } = best;
  const colourmap = colourmapOf(resolveName(library, name));
  if (isDecisive) return { colourmap, score, explained, isDecisive };
  if (to - from < tellingStretch) return undefined;
  const at = Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  return {
    colourmap: { ...colourmap, closed: false, colours: coloursAt(colourmap, at) },
    score,
    explained,
    isDecisive,
  };
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
