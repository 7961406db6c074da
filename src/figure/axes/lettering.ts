import { placeOf } from '../../bar/readBar.js';
import type { Raster } from '../../model/types.js';
import { lessSure, SURE } from '../labels/law.js';
import type { ReadLabel } from '../labels/reader/label.js';
import type { Word } from '../labels/words/joined.js';
import { findWords } from '../labels/words/text.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import { longSides } from '../layout/bars/pieces.js';
import { type Edges, SIDES, type Side } from '../layout/ink/edges.js';
import type { Page } from '../layout/ink/page.js';
import type { Layout } from '../layout/layout.js';
import { outerBox, type Tick, ticksInsidePlot, ticksOutside } from '../layout/ticks.js';
import { type AxisReading, areAllRead, type LabelledSide, readAxis } from './axis.js';
import {
  type Lettering,
  labelsAlong,
  nearerWords,
  ownersOf,
  ownLabels,
  partnersAtEnds,
} from './axisLabels.js';
import { ticksBeside, ticksOfBar } from './barTicks.js';
import { goesOn, readBeyond } from './beyondEnds.js';
import { shadesOf } from './classes/swatches.js';
import { readClasses } from './classLabels.js';
import { readInsideBar } from './insideBar.js';
import { withoutLetters } from './lettersAsMarks.js';
import { apartAlong } from './places/apartAlong.js';
import { axisBeyond } from './places/axisBeyond.js';
import { pairAtEnds } from './places/pairAtEnds.js';
import { withUnitsBehind } from './places/unitsBehind.js';
import { hasSwatchBeyond } from './swatchesBeyond.js';
import { turnedBack, turnedLettering, turnedPlace, turnedSide } from './turned.js';

/** All words of a figure and the rectangles that they may label. */
export function letteringOf(raster: Raster, page: Page, layout: Layout, readLabel: ReadLabel): Lettering {
  const rectangles = [...layout.panels.map((p) => p.axes), ...layout.colourbars.map((b) => b.edges)];
  let words: readonly Word[] = findWords(raster, page, rectangles.map(outerBox));
  for (const edges of rectangles)
    for (const side of ['bottom', 'top'] as const)
      words = apartAlong({ raster, page }, words, edges, side, ticksOutside(raster, page, edges, side));
  for (const bar of layout.colourbars)
    for (const side of longSides(bar)) words = withUnitsBehind(words, bar.edges, side);
  const claimed = new Set<Word>();
  const ticksAt = (edges: Edges, side: Side) => ticksBeside(raster, page, layout.colourbars, edges, side);
  const owners = ownersOf(words, rectangles, ticksAt);
  for (const bar of layout.colourbars) {
    const pair = pairAtEnds(words, bar).filter((word) => !owners.has(word));
    for (const word of pair) owners.set(word, bar.edges);
    if (bar.orientation === 'vertical')
      for (const word of partnersAtEnds({ words, rectangles, owners }, bar.edges))
        owners.set(word, bar.edges);
  }
  for (const bar of layout.colourbars)
    for (const side of longSides(bar)) {
      const near = nearerWords({ words, rectangles, owners }, bar.edges);
      const row = labelsAlong(near, bar.edges, side, ticksOutside(raster, page, bar.edges, side));
      const labels = row.map(({ word }) => word);
      const axis = axisBeyond(raster, page, labels, { edges: bar.edges, side });
      for (const word of axis?.words ?? []) if (!owners.has(word)) owners.set(word, axis!.line);
    }
  const claim = (edges: Edges, side: Side, ticks: readonly Tick[]): void => {
    const labels = labelsAlong(nearerWords({ words, rectangles, owners }, edges), edges, side, ticks);
    const marked = labels.filter((l) => l.marked);
    if (marked.length > 0 && labels.length >= 2) for (const { word } of marked) claimed.add(word);
  };
  for (const edges of rectangles)
    for (const side of SIDES) claim(edges, side, ticksOutside(raster, page, edges, side));
  // The marks of some bars are in it.
  for (const bar of layout.colourbars) {
    const marks = ticksOfBar(raster, page, bar);
    for (const [k, side] of longSides(bar).entries()) claim(bar.edges, side, marks[k]!);
  }
  return {
    raster,
    page,
    rectangles,
    words,
    owners,
    free: words.filter((word) => !claimed.has(word)),
    readLabel,
  };
}

/**
 * The labels of a colourbar: on either of its long sides, in it, beyond its ends, or written sideways. Places are those of the lines
 * that are seen, frame and marks alike: see `BarReading.snap`.
 */
export async function readColourbar(lettering: Lettering, bar: ColourbarLayout): Promise<AxisReading | null> {
  const { raster, page, picture } = lettering;
  const sides = longSides(bar);
  const ends = endsAlong(bar);
  const marks = ticksOfBar(raster, page, bar, picture);
  // First of all: where dashes stand apart, the numbers before them alone would follow a law as well.
  const classes = await readClasses(lettering, bar, ends);
  if (classes) return classes;
  const along = await bestReading(
    lettering,
    { edges: bar.edges, ends, justified: shadesOf(bar) - 2, mayBeMoney: true },
    sides,
    marks,
    lessSureOfPlaces,
  );
  if ((along?.law?.agreed ?? 0) >= SURE)
    return isPieced(lettering, bar, along!) || (await goesOn(lettering, bar, along!, ends))
      ? doubted(along!)
      : along;
  if (along !== null && areAllRead(along)) return along;
  const others = [
    await readInsideBar(lettering, bar, marks[0]!.length > 0 ? marks[0]! : marks[1]!, ends),
    await readBeyond(lettering, bar, marks, ends),
  ];
  if (bar.orientation === 'vertical') others.push(await readTurned(lettering, bar.edges, ends));
  return others.find((o) => (o?.law?.agreed ?? 0) >= SURE) ?? along;
}

/** So many labels at marks of a side are this side's own, however many stand beside the other one. */
const MARKED = 3;

/** Degrees east or north between a bar and its map are those of the map, however near to the bar they stand. */
const lessSureOfPlaces = (reading: AxisReading): AxisReading =>
  reading.law && /^degrees_(east|north)$/.test(reading.units ?? '') ? doubted(reading) : reading;

/** Whether two labels alone belong to swatches of a legend: three of them in even steps belong to a bar. */
const isPieced = ({ raster, page }: Lettering, bar: ColourbarLayout, { law }: AxisReading): boolean =>
  law!.read.length === 2 && hasSwatchBeyond(raster, page, bar);

const doubted = (reading: AxisReading): AxisReading => ({
  ...reading,
  law: lessSure(reading.law!, 0.5),
});

/** Where the lines that end a bar are seen. */
const endsAlong = ({ reading }: ColourbarLayout): readonly [number, number] => [
  placeOf(reading, reading.ends.low.at) + reading.snap,
  placeOf(reading, reading.ends.high.at) + reading.snap,
];

/** The labels of a plot's axes: x below or above it, y at the left or right, upright or written upward. */
export async function readAxes(
  lettering: Lettering,
  edges: Edges,
): Promise<{ x: AxisReading | null; y: AxisReading | null }> {
  const upward = [edges.bottom.at, edges.top.at] as const;
  const x = await readSides(lettering, edges, ['bottom', 'top'], [edges.left.at, edges.right.at]);
  const y = await readSides(lettering, edges, ['left', 'right'], upward);
  if ((y?.law?.agreed ?? 0) >= SURE) return { x, y };
  const turned = await readTurned(lettering, edges, upward);
  return { x, y: (turned?.law?.agreed ?? 0) > (y?.law?.agreed ?? 0) ? turned : y };
}

function readSides(
  lettering: Lettering,
  edges: Edges,
  sides: readonly Side[],
  ends: readonly [number, number],
): Promise<AxisReading | null> {
  const { raster, page } = lettering;
  const ticks = sides.map((side) => {
    const outside = ticksOutside(raster, page, edges, side);
    return outside.length >= 2 ? outside : ticksInsidePlot(raster, page, edges, side);
  });
  return bestReading(lettering, { edges, ends }, sides, ticks);
}

/** An upright axis in the picture turned a quarter: R writes its labels upward, web pages downward as well. */
async function readTurned(
  lettering: Lettering,
  edges: Edges,
  ends: readonly [number, number],
): Promise<AxisReading | null> {
  const { width, height } = lettering.raster;
  for (const clockwise of [true, false]) {
    const turn = { clockwise, width, height };
    const turned = turnedLettering(lettering, turn);
    const there = turned.rectangles[lettering.rectangles.indexOf(edges)]!;
    for (const side of ['left', 'right'] as const) {
      const level = [turnedPlace(ends[0], turn), turnedPlace(ends[1], turn)] as const;
      const reading = await readSides(turned, there, [turnedSide(side, turn)], level);
      if ((reading?.law?.agreed ?? 0) >= SURE) return turnedBack(reading!, side, turn);
    }
  }
  return null;
}

/** What a codec leaves beside the lines of a frame is no longer than this, pixels. */
const SPECKS = 2;
/** So many labels in even steps are no chance. */
const EVEN = 5;

/**
 * The labels of a side at its marks; where they follow no law there and the marks are specks, at their own places, if all of them agree
 * on those: noise at a frame lies a few pixels off what they label.
 */
async function readUnlessSpecks(
  lettering: Lettering,
  along: LabelledSide,
  marks: readonly Tick[],
): Promise<AxisReading> {
  const reading = await readAxis(lettering, along, marks);
  const areSpecks = marks.length > 0 && marks.every(({ length }) => length <= SPECKS);
  if (!areSpecks || (reading.law?.agreed ?? 0) >= SURE || reading.labels < EVEN) return reading;
  const alone = await readAxis(lettering, along, []);
  const isSure = (alone.law?.agreed ?? 0) >= SURE && alone.law?.read.length === alone.labels;
  return isSure && alone.labels >= EVEN ? alone : reading;
}

// The side with labels at its marks first, then that with more labels of its own; the other one when its labels follow no law.
async function bestReading(
  lettering: Lettering,
  along: Omit<LabelledSide, 'side'>,
  sides: readonly Side[],
  ticks: readonly Tick[][],
  judged = (reading: AxisReading): AxisReading => reading,
): Promise<AxisReading | null> {
  const { edges } = along;
  const near = nearerWords(lettering, edges);
  const seenMarks = (marks: readonly Tick[], side: Side): readonly Tick[] =>
    lettering.page.noisy ? withoutLetters(marks, near, edges, side) : marks;
  const labelled = sides
    .map((side, k) => ({ side, marks: seenMarks(ticks[k]!, side) }))
    .map(({ side, marks }) => ({ side, marks, labels: labelsAlong(near, edges, side, marks) }))
    .filter(({ labels }) => labels.length > 0);
  const order = labelled
    .map(({ side, marks, labels }) => ({
      side,
      marks,
      labels: labels.length,
      // Between two sides alone it is asked whose labels they are.
      own: labelled.length > 1 ? ownLabels(lettering, labels, edges, side) : labels.length,
      isMarked: labels.filter(({ marked }) => marked).length >= MARKED,
    }))
    .sort(
      (a, b) =>
        Number(b.isMarked && b.own > 0) - Number(a.isMarked && a.own > 0) ||
        b.own - a.own ||
        b.labels - a.labels,
    );
  let hasOwn = false;
  let best: AxisReading | null = null;
  for (const { side, marks, own } of order) {
    // Beside labels of its own, those that are all another rectangle's are none of them, even where its own cannot be trusted.
    if (own === 0 && hasOwn) continue;
    const reading = judged(await readUnlessSpecks(lettering, { ...along, side }, marks));
    // The words of a title say no law at all.
    hasOwn ||= own >= MARKED && reading.law !== null;
    if (best === null || (reading.law?.agreed ?? 0) > (best.law?.agreed ?? 0)) best = reading;
    if ((best.law?.agreed ?? 0) >= SURE) break;
  }
  return best;
}
