import type { NamedTable } from './library.js';

type Table = Pick<NamedTable, 'rgb' | 'n'>;

/** Colours farther apart than this, at the same place, make another map of the same name; nearer, a copy. */
const copyDistance = 16;

/**
 * Whether a table shows the same colourmap as another. They are compared at the table's own nodes: a few of a map's
 * colours with straight lines between them, as some programs draw it, are meant as that map.
 *
 * @param turned compare with the other one turned round
 */
export function drawsSameMap(table: Table, other: Table, turned: boolean): boolean {
  // Programs copy from each other: most tables of one name are alike to the byte.
  if (!turned && table.n === other.n && table.rgb.every((byte, i) => byte === other.rgb[i])) return true;
  return nodesOf(table).every((k) => {
    const share = k / (table.n - 1);
    const place = (turned ? 1 - share : share) * (other.n - 1);
    return [0, 1, 2].every(
      (c) => Math.abs(channelAt(other, place, c) - table.rgb[3 * k + c]!) <= copyDistance,
    );
  });
}

/** A channel of a table at a place between its entries. */
function channelAt({ rgb, n }: Table, place: number, channel: number): number {
  const before = Math.min(n - 1, Math.floor(place));
  const from = rgb[3 * before + channel]!;
  return from + (place - before) * (rgb[3 * Math.min(n - 1, before + 1) + channel]! - from);
}

/** The entries that a table is drawn through: between two of them it is straight, to the rounding of bytes. */
function nodesOf(table: Table): number[] {
  const nodes = [0];
  for (let from = 0, to = 2; to < table.n; to++)
    if (!isStraight(table, from, to)) {
      from = to - 1;
      nodes.push(from);
    }
  return table.n > 1 ? [...nodes, table.n - 1] : nodes;
}

function isStraight({ rgb }: Table, from: number, to: number): boolean {
  for (let k = from + 1; k < to; k++)
    for (let c = 0; c < 3; c++) {
      const first = rgb[3 * from + c]!;
      const line = first + ((k - from) / (to - from)) * (rgb[3 * to + c]! - first);
      if (Math.abs(line - rgb[3 * k + c]!) > 1) return false;
    }
  return true;
}
