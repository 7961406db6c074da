import sharp from 'sharp';
import { identify } from '../../src/colourmap/identify/identify.js';
import { type Library, loadLibrary, type NamedTable } from '../../src/colourmap/library/library.js';
import { coloursAt } from '../../src/colourmap/maps/coloursAt.js';
import { colourmapOf, namedColourmap, resolveName } from '../../src/colourmap/names.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import type { Colourmap, Raster } from '../../src/model/types.js';
import { markdownTable } from './score.js';

export const title = 'Identify: how far a decisive answer can be trusted, over the library itself';

/** Every so-manieth continuous table is drawn; coprime to the library's runs of similar names. */
const every = 29;
/** A wrong map that reads the same to this share of the range (rms) does no harm. */
const harmless = 0.02;

/**
 * Draws a smooth field with tables from all over the library, as png and as JPEG, and identifies each picture twice:
 * with the whole library, and without the table's own family and twins, when every decisive answer is one too many
 * unless it reads the same values.
 */
export async function run(): Promise<string> {
  const library = await loadLibrary();
  const tables = library.tables.filter((table, i) => !table.discrete && table.n >= 32 && i % every === 0);
  const rows: (string | number)[][] = [];
  for (const quality of [undefined, 90, 75]) {
    const count = { decisive: 0, harm: 0, turned: 0, decisiveWithout: 0, harmWithout: 0 };
    for (const table of tables) {
      const truth = colourmapOf(resolveName(library, `${table.source}:${table.name}`));
      const raster = await asJpeg(drawn(truth), quality);
      const whole = await judged(raster, library, truth);
      const without = await judged(raster, withoutFamily(library, table), truth);
      if (whole !== undefined) {
        count.decisive++;
        if (whole.error > harmless) count.harm++;
        else if (whole.turned) count.turned++;
      }
      if (without !== undefined) {
        count.decisiveWithout++;
        if (without.error > harmless) count.harmWithout++;
      }
    }
    rows.push([
      quality === undefined ? 'png' : `jpeg${quality}`,
      tables.length,
      count.decisive,
      count.harm,
      count.turned,
      count.decisiveWithout,
      count.harmWithout,
    ]);
  }
  return markdownTable(
    [
      'format',
      'pictures',
      'decisive',
      `of these off by > ${harmless}`,
      'right but turned round',
      'decisive without its family',
      `of these off by > ${harmless}`,
    ],
    rows,
  );
}

function withoutFamily(library: Library, { index, family }: NamedTable): Library {
  const tables = library.tables.filter(
    (table) => table.index !== index && (family === undefined || table.family !== family),
  );
  return { ...library, tables: tables.map((table, i) => ({ ...table, index: i })) };
}

/** The rms difference of what the decisive match reads, in whichever direction is nearer; undefined if not decisive. */
async function judged(
  raster: Raster,
  library: Library,
  truth: Colourmap,
): Promise<{ error: number; turned: boolean } | undefined> {
  const { matches, decisive } = identify(raster, library, { limit: 1 });
  if (!decisive) return undefined;
  const { colourmap } = await namedColourmap(matches[0]!.name);
  const places = Float64Array.from({ length: 200 }, (_, i) => 0.05 + (0.9 * i) / 199);
  const read = Float64Array.from(places, (_, i) =>
    nearestPosition(colourmap, coloursAt(truth, places.subarray(i, i + 1))),
  );
  const rms = (turn: boolean): number =>
    Math.sqrt(
      places.reduce((sum, t, i) => sum + ((turn ? 1 - read[i]! : read[i]!) - t) ** 2, 0) / places.length,
    );
  return { error: Math.min(rms(false), rms(true)), turned: rms(true) < rms(false) };
}

function nearestPosition({ colours, positions }: Colourmap, colour: Float64Array): number {
  let best = Number.POSITIVE_INFINITY;
  let at = 0;
  for (let i = 0; i < positions.length; i++) {
    const d = [0, 1, 2].reduce((sum, c) => sum + (colours[3 * i + c]! - colour[c]!) ** 2, 0);
    if (d < best) {
      best = d;
      at = positions[i]!;
    }
  }
  return at;
}

function drawn(colourmap: Colourmap): Raster {
  const [width, height] = [240, 180];
  const t = Float64Array.from({ length: width * height }, (_, k) => {
    const [x, y] = [k % width, Math.floor(k / width)];
    return 0.5 + 0.5 * Math.sin(x / 31 + 2 * Math.sin(y / 37)) * Math.cos(y / 53 + x / 90);
  });
  const colours = coloursAt(colourmap, t);
  const data = new Uint8ClampedArray(4 * t.length).fill(255);
  for (let k = 0; k < t.length; k++) for (let c = 0; c < 3; c++) data[4 * k + c] = colours[3 * k + c]!;
  return { width, height, data };
}

async function asJpeg(raster: Raster, quality: number | undefined): Promise<Raster> {
  if (quality === undefined) return raster;
  const { width, height, data } = raster;
  const bytes = await sharp(data, { raw: { width, height, channels: 4 } })
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer();
  return (await readRaster(bytes)).raster;
}
