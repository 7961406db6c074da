import { arcLengths, projectOnto } from '../numeric/curves/polyline.js';
import { calmestColours } from './colours/calmestColours.js';
import { type PictureColours, sampleSize } from './colours/pictureColours.js';
import { equalisedSample } from './colours/sample.js';
import { nearestNodes, quantiseToNodes } from './order/nodes.js';
import { verticesOf } from './order/order.js';
import { type OrderScore, scoreOrder } from './order/score.js';
import type { LocusStage, OrderedCurve, RefinedCurve } from './orderedCurve.js';
import { orderedNodes } from './orderedNodes.js';
import { principalCurve } from './refine/principalCurve.js';
import { refineToEnds } from './refine/refineToEnds.js';

/** How colours are reduced to nodes. */
interface Reduction {
  /** The share of the pixels that are learnt from, the calmest first. */
  readonly calmest: number;
  /** How far nodes are apart. */
  readonly radius: number;
}

/** Nodes this far apart resolve every map in use and are wider than the noise of usual JPEGs. */
const usualRadius = 9;
/** One after the other, each node twice as large in area; the calmest pixels are few, and scatter as much. */
const reductions: readonly Reduction[] = [
  ...[1, Math.SQRT2, 2, 2 * Math.SQRT2].map((wider) => ({ calmest: 1, radius: wider * usualRadius })),
  ...[1 / 2, 1 / 4].flatMap((calmest) =>
    [2, 2 * Math.SQRT2].map((wider) => ({ calmest, radius: wider * usualRadius })),
  ),
];
/** Inserting a node into the order may lengthen it by so many radii. */
const detour = 1.2;
/** Orders of each reduction that are worth settling: a third is hardly ever better once it is. */
const settledEach = 2;
/** One in so many points settles an order, and judges it, well enough. */
const fewer = 4;
/**
 * An order is taken without a look at others where it tears neighbours apart by less than this share of the scatter. Noise
 * moves colours along a locus as well as across, but next to each other in the picture and on the locus they stay: right
 * orders tear a few hundredths, wrong ones as much as the scatter and more.
 */
const littleTear = 0.1;

interface Judged {
  readonly order: OrderedCurve;
  readonly score: OrderScore;
  /** Mean distance of the picture's colours from the curve, rare ones counted almost as much as frequent ones. */
  readonly leftOut: number;
}

/**
 * Orders scattered colours. Nodes of the usual radius serve where the noise is less than it. Where it is not they fill a tube
 * about the locus, and the mixtures of a rough field the space between its strands; the path through them wanders. Wider nodes
 * see the locus alone, and the calmest pixels have no mixtures: one reduction after the other is ordered until an
 * order tears little, and the one that the picture bears out best is taken. Orders are settled before they are judged, for
 * nodes jump where a curve does not, and a fold that few points show is drawn out by the refinement.
 *
 * @returns undefined where there are fewer than two colours
 */
export function scatteredOrder(
  seen: PictureColours,
  without: ReadonlySet<LocusStage>,
): OrderedCurve | undefined {
  const { colours, plain, pairs, seed } = seen;
  const grows = !without.has('growing the ends');
  const all = grows ? equalisedSample(colours, plain, sampleSize, seed) : new Float64Array(0);
  const refined = (sample: Float64Array, rough: Float64Array): RefinedCurve =>
    without.has('refinement') ? { vertices: rough, sigma: 0 } : refineToEnds(sample, all, rough, pairs);

  let best: Judged | undefined;
  let settled: Judged | undefined;
  for (const { sample, radius } of reducedSamples(seen)) {
    const refine = (rough: Float64Array) => refined(sample, rough);
    settled = better(settled, settledOrder(seen, sample, radius, refine));
    if (settled && tearsLittle(settled.score)) {
      best = better(best, finished(seen, settled));
      settled = undefined;
    }
    if (best && tearsLittle(best.score)) break;
  }
  return (settled ? better(best, finished(seen, settled)) : best)?.order;
}

const tearsLittle = (score: OrderScore): boolean => score.tear < littleTear * score.residual;

/**
 * The one that the picture bears out better. The score hardly misses an end of the map that few pixels show: of two orders that tear
 * little it is the one that leaves less out.
 */
function better(a: Judged | undefined, b: Judged | undefined): Judged | undefined {
  if (!a || !b) return a ?? b;
  const isLess =
    tearsLittle(a.score) && tearsLittle(b.score) ? b.leftOut < a.leftOut : b.score.total < a.score.total;
  return isLess ? b : a;
}

/** An order by the curve that it has now. */
function judged(seen: PictureColours, order: OrderedCurve): Judged {
  const { vertices } = order.curve;
  const { distance } = projectOnto(vertices, arcLengths(vertices), thinned(seen.sample));
  const leftOut = distance.reduce((sum, d) => sum + d, 0) / distance.length;
  return { order, score: scoreOrder(vertices, seen.pairs), leftOut };
}

/**
 * The order with its curve led to where the colours lie: from its nodes, which reach to the ends, or where their scatter is drawn
 * out to folds, from the settled curve.
 */
function finished(seen: PictureColours, { order }: Judged): Judged {
  const from = (start: Float64Array): Judged => judged(seen, { ...order, curve: order.refine(start) });
  const fromNodes = from(verticesOf(order.nodes, order.candidates[0]!.order));
  return tearsLittle(fromNodes.score) ? fromNodes : better(fromNodes, from(order.curve.vertices))!;
}

/** The best order of the nodes of a radius, settled; undefined where they are fewer than two. */
function settledOrder(
  seen: PictureColours,
  sample: Float64Array,
  radius: number,
  refine: OrderedCurve['refine'],
): Judged | undefined {
  const nodes = quantiseToNodes(sample, radius);
  if (nodes.length < 6) return undefined;
  const { candidates } = orderedNodes(seen, nodes, nearestNodes(seen.colours, nodes), detour * radius);
  const few = thinned(sample);
  return candidates
    .slice(0, settledEach)
    .map((candidate): Judged => {
      const curve = principalCurve(few, verticesOf(nodes, candidate.order), { rounds: 2 });
      const others = candidates.filter((other) => other !== candidate);
      return judged(seen, { nodes, candidates: [candidate, ...others], sample, curve, refine });
    })
    .reduce((a, b) => better(a, b)!);
}

/** Enough of the points to settle and to judge an order. */
const thinned = (points: Float64Array): Float64Array =>
  points.filter((_, o) => Math.floor(o / 3) % fewer === 0);

/** What each reduction reduces. */
function* reducedSamples(seen: PictureColours): Generator<{ sample: Float64Array; radius: number }> {
  let [sample, share] = [seen.sample, 1];
  for (const { calmest, radius } of reductions) {
    if (calmest !== share)
      sample = equalisedSample(seen.colours, calmestColours(seen, calmest), sampleSize, seen.seed);
    share = calmest;
    yield { sample, radius };
  }
}
