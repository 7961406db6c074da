import type { Glyph } from '../../../model/types.js';
import { mapped, mappedBox } from '../../geometry/matrix.js';
import { type PrintedCharacter, plainCharacter, withExponents } from '../../text/printedCharacters.js';
import type { PdfPage } from './openPdf.js';
import type { Pdfium } from './pdfium.js';

/** A character of a page: places are points from the top left of the page as shown. */
export interface PageCharacter extends Glyph {
  /** The text object that it is a part of. */
  readonly object: number;
}

/** More characters than a page of print holds; a page with more is read without its text. */
const mostCharacters = 200_000;

/** Render modes of text that leaves no ink: what a scan is said to say. */
const INVISIBLE = 3;
const CLIPS_ONLY = 7;

/** Text whose lines are farther than this from level or upright is slanted, degrees. */
const SLANT = 3;

interface Placed extends PrintedCharacter, PageCharacter {}

/** The visible characters of a page in their order of reading, exponents as raised digits. */
export function pageText(page: PdfPage): PageCharacter[] {
  const { pdfium, handle } = page;
  const { call } = pdfium;
  const text = call.FPDFText_LoadPage(handle);
  if (text === 0) return [];
  try {
    const count = call.FPDFText_CountChars(text);
    if (count > mostCharacters) return [];
    const characters: Placed[] = [];
    const visible = new Map<number, boolean>();
    for (let k = 0; k < count; k++) {
      const character = characterAt(page, text, k);
      if (character && isVisible(pdfium, character.object, visible)) characters.push(character);
    }
    return withExponents(characters);
  } finally {
    call.FPDFText_ClosePage(text);
  }
}

function isVisible({ call }: Pdfium, object: number, known: Map<number, boolean>): boolean {
  const before = known.get(object);
  if (before !== undefined) return before;
  const mode = call.FPDFTextObj_GetTextRenderMode(object);
  const visible = mode !== INVISIBLE && mode !== CLIPS_ONLY;
  known.set(object, visible);
  return visible;
}

function characterAt({ pdfium, shown, quarterTurns }: PdfPage, text: number, k: number): Placed | undefined {
  const { call, scratch, doubles, floats } = pdfium;
  const code = call.FPDFText_GetUnicode(text, k);
  // A code without a meaning, or one of those that fonts give shapes of their own.
  const isKnown = code > 32 && code < 0x10ffff && (code < 0xe000 || code > 0xf8ff);
  if (!isKnown || call.FPDFText_IsGenerated(text, k)) return undefined;
  const at = scratch;
  if (!call.FPDFText_GetCharBox(text, k, at, at + 8, at + 16, at + 24)) return undefined;
  const [left, right, bottom, top] = doubles(at, 4) as [number, number, number, number];
  // PDFium counts the angle clockwise, from 0 to a full turn.
  const turns = quarterTurns + (call.FPDFText_GetCharAngle(text, k) * 2) / Math.PI;
  if (Math.abs(turns - Math.round(turns)) > SLANT / 90) return undefined;
  call.FPDFText_GetCharOrigin(text, k, at, at + 8);
  const [x, y] = doubles(at, 2) as [number, number];
  call.FPDFText_GetLooseCharBox(text, k, at);
  const [l, t, r, b] = floats(at, 4) as [number, number, number, number];
  const own = Math.round(turns) % 4;
  const sideways = (own - quarterTurns) % 2 !== 0;
  return {
    text: plainCharacter(String.fromCodePoint(code)),
    box: mappedBox(shown, { left, top, right, bottom }),
    quarterTurns: own,
    isSure: !call.FPDFText_HasUnicodeMapError(text, k),
    object: call.FPDFText_GetTextObject(text, k),
    size: Math.abs(sideways ? r - l : t - b),
    foot: mapped(shown, x, y),
  };
}
