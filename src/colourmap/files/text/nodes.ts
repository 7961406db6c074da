import { InputError } from '../../../model/errors.js';
import type { Colourmap, Rgb } from '../../../model/types.js';
import { validAscending, validColourmap, validCount } from '../../maps/validColourmap.js';
import { shortened } from './parsed.js';

/** What a file says of a map besides its colours. */
export interface Notes {
  readonly levels?: number;
  readonly closed?: boolean;
  readonly edges?: readonly number[];
  readonly below?: Rgb;
  readonly above?: Rgb;
  readonly name?: string;
  /** The map was found from pixels alone. */
  readonly blind?: boolean;
  /** The file is unhue's own: positions are kept as they stand, not stretched to 0…1. */
  readonly own?: boolean;
}

export interface ColourNode {
  /** Any unit; undefined where the file gives none, then colours are entries of a table. */
  readonly position?: number;
  /** sRGB 0…255. */
  readonly rgb: Rgb;
}

/**
 * The colourmap of a file's colours in their order. Positions of other programs are stretched so that the first is 0
 * and the last 1; without positions the n colours are n equal levels.
 *
 * @throws InputError when there are no colours, the positions do not ascend (nor descend), or it is no colourmap by
 * the measure of `validColourmap`
 */
export function colourmapFromNodes(given: readonly ColourNode[], notes: Notes = {}): Colourmap {
  validCount(given.length);
  const placed = given.every((node) => node.position !== undefined);
  const nodes =
    placed && given[0]!.position! > given[given.length - 1]!.position! ? given.toReversed() : given;
  const n = nodes.length;
  const positions = Float64Array.from(nodes, (node, i) => (placed ? node.position! : (i + 0.5) / n));
  // Before they are stretched: what is said of them is in the file's own units.
  validAscending(positions, 'positions');
  const edges = notes.edges === undefined ? undefined : Float64Array.from(notes.edges);
  if (!notes.own) {
    const low = edges?.[0] ?? positions[0]!;
    const high = edges?.[n] ?? positions[n - 1]!;
    if (placed && !(high > low))
      throw new InputError(`expected positions that cover a range, got only ${low}`);
    if (placed)
      for (const values of edges === undefined ? [positions] : [positions, edges])
        for (let i = 0; i < values.length; i++) values[i] = (values[i]! - low) / (high - low);
  }
  const levels = notes.levels ?? (placed || edges !== undefined ? undefined : n);
  return validColourmap({
    colours: Float64Array.from(nodes.flatMap(({ rgb }) => [...rgb])),
    positions,
    closed: notes.closed ?? false,
    ...(edges === undefined ? {} : { bands: edges }),
    ...(levels === undefined ? {} : { levels }),
    ...(notes.below === undefined ? {} : { below: notes.below }),
    ...(notes.above === undefined ? {} : { above: notes.above }),
    source: 'file',
    accuracy: { standardError: 0, endsKnown: notes.blind !== true },
    ...(notes.name === undefined ? {} : { name: notes.name }),
    confidence: 1,
  });
}

/**
 * One comment line that keeps what a format of mere colours cannot say: `unhue: levels=256; closed; name=…`.
 * With it, reading a file back gives the same colourmap.
 */
export function notesLine(colourmap: Colourmap): string {
  const { levels, closed, accuracy, bands: edges, below, above, name } = colourmap;
  const parts: string[] = [];
  if (levels !== undefined) parts.push(`levels=${levels}`);
  if (closed) parts.push('closed');
  if (!accuracy.endsKnown) parts.push('blind');
  if (edges !== undefined) parts.push(`edges=${Array.from(edges).join(',')}`);
  if (below !== undefined) parts.push(`below=${below.join(',')}`);
  if (above !== undefined) parts.push(`above=${above.join(',')}`);
  if (name !== undefined) parts.push(`name=${name.replaceAll(/[;\r\n]/g, ' ')}`);
  return `unhue: ${parts.join('; ')}`.trimEnd();
}

/**
 * The inverse of `notesLine`; undefined for any other comment.
 *
 * @throws InputError where words stand for numbers
 */
export function notesOf(comment: string): Notes | undefined {
  const match = /^unhue:(.*)$/.exec(comment.trim());
  if (!match) return undefined;
  const fields = new Map(
    match[1]!.split(';').map((part) => {
      const [key = '', ...value] = part.split('=');
      return [key.trim(), value.join('=').trim()] as const;
    }),
  );
  const numbers = (key: string): number[] | undefined =>
    fields
      .get(key)
      ?.split(',')
      .map((text) => {
        const value = Number(text);
        if (text.trim() === '' || !Number.isFinite(value))
          throw new InputError(`expected numbers after 'unhue: ${key}=', got '${shortened(text)}'`);
        return value;
      });
  const levels = numbers('levels')?.[0];
  const edges = numbers('edges');
  const below = numbers('below');
  const above = numbers('above');
  const name = fields.get('name');
  return {
    own: true,
    ...(levels === undefined ? {} : { levels }),
    ...(fields.has('closed') ? { closed: true } : {}),
    ...(fields.has('blind') ? { blind: true } : {}),
    ...(edges === undefined ? {} : { edges }),
    ...(below?.length === 3 ? { below: below as unknown as Rgb } : {}),
    ...(above?.length === 3 ? { above: above as unknown as Rgb } : {}),
    ...(name === undefined ? {} : { name }),
  };
}

/**
 * The colours of a map with their positions, in order. Colours are rounded to a billionth of a level, so that formats
 * of shares 0…1 give back the very numbers that those of 0…255 do.
 */
export function nodesOf({ colours, positions }: Colourmap): { position: number; rgb: Rgb }[] {
  return Array.from(positions, (position, i) => ({
    position,
    rgb: [rounded(colours[3 * i]!), rounded(colours[3 * i + 1]!), rounded(colours[3 * i + 2]!)],
  }));
}

/** An sRGB value 0…255 to a billionth. */
export const rounded = (value: number): number => Math.round(value * 1e9) / 1e9;
