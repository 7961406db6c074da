import { rgb as toRgb } from 'culori';
import type { Rgb } from '../../model/types.js';
import { badFile, numberAt, type Word } from './text/badFile.js';
import { cssColour } from './text/cssColour.js';

/** What the format is called in messages. */
export const format = 'cpt';

export type Hsv = readonly [number, number, number];

/** A colour as the file gives it; hue, saturation and value where that is what it gives. */
export interface FileColour {
  readonly rgb: Rgb;
  readonly hsv?: Hsv;
}

/** X11 names, which GMT follows, that mean other colours in CSS. */
const x11 = new Map<string, Rgb>([
  ['gray', [190, 190, 190]],
  ['grey', [190, 190, 190]],
  ['green', [0, 255, 0]],
  ['maroon', [176, 48, 96]],
  ['purple', [160, 32, 240]],
]);

/**
 * A colour of a table: r/g/b or three numbers, h-s-v, c/m/y/k, one grey, grey0 to grey100, or a name.
 *
 * @param hsv three numbers are hue, saturation and value
 * @param before the word that the colour should follow, for what is said where there is none
 * @throws InputError with line and column
 */
export function colourOf(words: readonly Word[], hsv: boolean, before: Word): FileColour {
  const [word] = words;
  if (word === undefined)
    throw badFile(format, { line: before.line, column: before.column + before.text.length }, 'a colour', '');
  if (words.length === 3) {
    const numbers = words.map((w) => numberAt(w, format, 'a number of a colour'));
    return hsv ? fromHsv(numbers, word) : bytes(numbers, word);
  }
  if (words.length > 1)
    throw badFile(format, words[1]!, 'one colour', words.map(({ text }) => text).join(' '));
  const text = word.text.replace(/@.*/, '').toLowerCase();
  const parts = text.split('/');
  const numbers = parts.map(Number);
  const allNumbers = parts.every((part) => part !== '') && numbers.every(Number.isFinite);
  if (parts.length === 3 && allNumbers) return hsv ? fromHsv(numbers, word) : bytes(numbers, word);
  if (parts.length === 4 && allNumbers) {
    const [c, m, y, k] = numbers.map((v) => v / 100);
    return bytes(
      [c!, m!, y!].map((ink) => 255 * (1 - ink) * (1 - k!)),
      word,
    );
  }
  const dashed = /^([\d.]+)-([\d.]+)-([\d.]+)$/.exec(text);
  if (dashed) return fromHsv(dashed.slice(1).map(Number), word);
  const grey = /^gr[ae]y(\d+)$/.exec(text);
  if (grey && Number(grey[1]) <= 100) numbers[0] = Math.round(2.55 * Number(grey[1]));
  if (parts.length === 1 && Number.isFinite(numbers[0]))
    return bytes([numbers[0]!, numbers[0]!, numbers[0]!], word);
  const named = x11.get(text);
  if (named) return { rgb: named };
  const css = cssColour(text);
  if (css) return { rgb: css };
  throw badFile(format, word, 'a colour (r/g/b, h-s-v, c/m/y/k, grey or name)', word.text);
}

function bytes(values: readonly number[], word: Word): FileColour {
  if (!values.every((v) => v >= 0 && v <= 255))
    throw badFile(format, word, 'a colour from 0 to 255', word.text);
  return { rgb: [values[0]!, values[1]!, values[2]!] };
}

function fromHsv(values: readonly number[], word: Word): FileColour {
  const [h, s, v] = [values[0]!, values[1]!, values[2]!];
  if (!(h >= 0 && h <= 360 && s >= 0 && s <= 1 && v >= 0 && v <= 1))
    throw badFile(format, word, 'hue 0 to 360, saturation and value 0 to 1', word.text);
  const { r, g, b } = toRgb({ mode: 'hsv', h: h % 360, s, v });
  return { rgb: [255 * r, 255 * g, 255 * b], hsv: [h, s, v] };
}
