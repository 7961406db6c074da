import { colorsNamed } from 'culori';
import { deltaE2000, labOf } from '../../colourmap/check/colourDifference.js';

/** A colour that has a name in CSS, and how far it is from the one asked about. */
export interface NearName {
  readonly name: string;
  /** CIEDE2000; 0 is the colour itself, below about 1 nobody sees a difference. */
  readonly deltaE: number;
}

/** Beyond the nearest, names within this CIEDE2000 still fit: closer than neighbouring names are to each other. */
const fitting = 5;
const most = 3;

const named = Object.entries(colorsNamed as Readonly<Record<string, number>>);
const lab = labOf(named.flatMap(([, code]) => [code >> 16, (code >> 8) & 255, code & 255]));

/** The nearest of the names of CSS Color 4, and up to two more that fit as well; the nearest first. */
export function cssNames(colour: ArrayLike<number>): NearName[] {
  const own = labOf(colour);
  return named
    .map(([name], i) => ({ name, deltaE: deltaE2000(own, 0, lab, i) }))
    .sort((a, b) => a.deltaE - b.deltaE || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .filter(({ deltaE }, place) => place === 0 || deltaE <= fitting);
}
