import type { Box, Raster } from '../../model/types.js';
import type { Page } from '../layout/ink/page.js';
import { isCalendar } from './grammar/calendar.js';
import { type NumberCandidate, parseNumber } from './grammar/number.js';
import { type Candidate, IMPROBABILITY } from './law.js';
import type { LabelCandidate, ReadLabel } from './reader/label.js';
import { wordShapes } from './words/glyphs.js';
import type { Word } from './words/joined.js';

/** A word as a number. */
export interface WordReading {
  readonly word: Word;
  /** The likeliest text that is a number or a date, else the likeliest one. */
  readonly text: string;
  /** Its probability (0…1). */
  readonly score: number;
  /** Likeliest first. */
  readonly candidates: readonly Candidate[];
  /** The same where numbers are less probable than other texts, but not by much: for what stands in a row of numbers. */
  readonly plausible: readonly Candidate[];
  /** A date or a time of day. */
  readonly calendar: boolean;
}

/** A text this much less probable than the likeliest one is not what the label says, though it were a number. */
const NEAR = 0.02;
/** The texts that are numbers must be this probable together: tick marks and specks look like many things a little. */
const PROBABLE = 0.5;
/** In a row of other numbers, at a mark of its own and as high as they are, so much is enough: a 1 without a foot looks like a letter. */
const PLAUSIBLE = 1 / 3;

/**
 * What it costs that a shape contradicts a text: a speck on the baseline and no decimal mark, a stroke in front and no
 * sign. Enough that labels which all do so (`.2 .4 .6` read as 2 4 6) give no sure law (a cost of .35 is not certain).
 */
const CONTRADICTED = 0.4;
/** What it costs to take the sign from the shape. */
const SIGN_ADDED = 0.1;

/** Reads a word: what the reader offers and the grammar of numbers allows. */
export async function readWord(
  raster: Raster,
  page: Page,
  word: Word,
  readLabel: ReadLabel,
): Promise<WordReading> {
  // What was cut off may have been the last digit, or the exponent.
  if (word.cut) return { word, text: '', score: 0, candidates: [], plausible: [], calendar: false };
  const texts = await textsOf(raster, page, word, readLabel);
  const near = texts.filter(({ score }) => score > NEAR * texts[0]!.score);
  const meaningful = near.filter(({ text }) => isCalendar(text) || parseNumber(text).length > 0);
  const probability = meaningful.reduce((sum, c) => sum + c.score, 0);
  const probable = probability >= PROBABLE;
  const { text, score } = (probable ? meaningful[0] : texts[0]) ?? { text: '', score: 0 };
  const calendar = isCalendar(text) && score >= PROBABLE;
  const { negative, points } = wordShapes(word);
  const plausible: Candidate[] = [];
  if (!calendar && probability >= PLAUSIBLE)
    for (const [reading, c] of meaningful.entries())
      for (const number of bySign(c.text, negative)) {
        // No point is written in 10ⁿ: a speck there is a serif's.
        const pointless = points > 0 && !/[.,]/.test(c.text) && !number.power ? CONTRADICTED : 0;
        const cost = number.cost + pointless - IMPROBABILITY * Math.log(c.score);
        if (cost < 1) plausible.push({ ...number, cost, reading });
      }
  plausible.sort((a, b) => a.cost - b.cost);
  return { word, text, score, candidates: probable ? plausible : [], plausible, calendar };
}

/** A number that is read less surely than this is looked at twice. */
const SURELY = 0.9;

/**
 * What the reader makes of a word. A number that it is not sure of is looked at again, a pixel wider all round: where one look
 * slips, as in long rows of noughts, the other seldom does, and where they agree it is as sure as their mean. What stands beside a
 * label may come into the wider look, which then says less; that speaks against nothing.
 */
async function textsOf(
  raster: Raster,
  page: Page,
  { box }: Word,
  readLabel: ReadLabel,
): Promise<LabelCandidate[]> {
  const texts = await readLabel(raster, page.colour, box);
  const first = texts[0];
  const isUnsure = first !== undefined && first.score >= PROBABLE && first.score < SURELY;
  if (!isUnsure || parseNumber(first.text).length === 0) return texts;
  const wider: Box = {
    left: box.left - 1,
    top: box.top - 1,
    right: box.right + 1,
    bottom: box.bottom + 1,
  };
  const again = await readLabel(raster, page.colour, wider);
  if (again[0]?.text !== first.text || again[0].score <= first.score) return texts;
  const scores = new Map<string, number>();
  for (const { text, score } of [...texts, ...again]) scores.set(text, (scores.get(text) ?? 0) + score / 2);
  return [...scores].map(([text, score]) => ({ text, score })).sort((a, b) => b.score - a.score);
}

/** A text's numbers; where a sign is seen but not read, also with it. */
function bySign(text: string, negative: boolean): NumberCandidate[] {
  const numbers = parseNumber(text);
  if (!negative || /^[-+?]/.test(text)) return numbers;
  return numbers.flatMap((n) => [
    { ...n, value: -n.value, cost: n.cost + SIGN_ADDED },
    { ...n, cost: n.cost + CONTRADICTED },
  ]);
}
