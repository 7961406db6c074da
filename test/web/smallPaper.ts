import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { viridis } from '../../src/formats/pictures/colours/viridis.js';
import { smallFigure } from './smallFigure.js';

/** A PDF that shows the small figure as often as said on each of its pages, one below the other. */
export function smallPaper(figures: readonly number[]): Buffer {
  const { width, height, data } = PNG.sync.read(smallFigure());
  const rgb = deflateSync(
    Uint8Array.from({ length: 3 * width * height }, (_, k) => data[4 * Math.floor(k / 3) + (k % 3)]!),
  );
  const image = stream(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode`,
    rgb,
  );
  const pages = figures.map((many) =>
    Array.from(
      { length: many },
      (_, n) => `q ${width} 0 0 ${height} 20 ${20 + 2 * n * height} cm /F Do Q`,
    ).reverse(),
  );
  return pdfOf([320, 600], '/XObject << /F 3 0 R >>', image, pages);
}

/** Cells across and up the field of the drawing. */
const [columns, rows] = [36, 24];
/** A cell is so wide and high, in units of the drawing. */
const cell = 4;
/** Points in a unit: at the finest resolution that is chosen for a drawing, it has few pixels. */
const scale = 0.35;

/** A PDF whose page shows a field of cells in viridis, with axes and a labelled colourbar: filled paths, lines and text. */
export function smallDrawing(): Buffer {
  const [left, bottom] = [40, 30];
  const [width, height] = [columns * cell, rows * cell];
  const barLeft = left + width + 14;
  const filled = (share: number, x: number, y: number, w: number, h: number): string => {
    const c = 3 * Math.round(255 * share);
    const rgb = [0, 1, 2].map((k) => (viridis[c + k]! / 255).toFixed(4));
    return `${rgb.join(' ')} rg ${x} ${y} ${w} ${h} re f`;
  };
  const field = Array.from({ length: rows * columns }, (_, i) => {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    const share = 0.5 + 0.48 * Math.sin(x / 7) * Math.cos(y / 6);
    return filled(share, left + cell * x, bottom + cell * y, cell, cell);
  });
  const bar = Array.from({ length: 256 }, (_, k) =>
    // Each reaches beneath the next: no page shows between them.
    filled(k / 255, barLeft, bottom + (k * height) / 256, 10, height - (k * height) / 256),
  );
  const labels = [0, 1, 2, 3, 4].flatMap((k) => {
    const [x, y] = [left + (k / 4) * width, bottom + (k / 4) * height];
    const write = (text: string, at: number, up: number) => `BT /F1 8 Tf ${at} ${up} Td (${text}) Tj ET`;
    return [
      `${x} ${bottom} m ${x} ${bottom - 4} l S ${left} ${y} m ${left - 4} ${y} l S`,
      `${barLeft + 10} ${y} m ${barLeft + 14} ${y} l S`,
      ...[write(`${9 * k}`, x - 4, bottom - 14), write(`${6 * k}`, left - 16, y - 3)],
      write(`${20 * k}`, barLeft + 17, y - 3),
    ];
  });
  const frames = `${left} ${bottom} ${width} ${height} re S ${barLeft} ${bottom} 10 ${height} re S`;
  const font = Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const drawn = [`${scale} 0 0 ${scale} 0 0 cm`, ...field, ...bar, '0 g 0 G 0.8 w', frames, ...labels];
  const page = [scale * (barLeft + 60), scale * (bottom + height + 20)] as const;
  return pdfOf(page, '/Font << /F1 3 0 R >>', font, [drawn]);
}

function stream(head: string, bytes: Uint8Array): Buffer {
  const begin = Buffer.from(`<< ${head} /Length ${bytes.length} >>\nstream\n`);
  return Buffer.concat([begin, bytes, Buffer.from('\nendstream')]);
}

/**
 * A PDF of pages, each by the lines of its content.
 *
 * @param size width and height of a page, points
 * @param resources what all pages refer to, by the object `3 0 R`
 */
function pdfOf(
  [width, height]: readonly [number, number],
  resources: string,
  resource: Buffer,
  contents: readonly (readonly string[])[],
): Buffer {
  const pages = contents.flatMap((lines, k) => {
    const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << ${resources} >> /Contents ${5 + 2 * k} 0 R >>`;
    return [Buffer.from(page), stream('', Buffer.from(lines.join('\n')))];
  });
  const kids = contents.map((_, k) => `${4 + 2 * k} 0 R`).join(' ');
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Count ${contents.length} /Kids [${kids}] >>`),
    resource,
    ...pages,
  ];
  const pieces: Uint8Array[] = [Buffer.from('%PDF-1.5\n')];
  const places: number[] = [];
  for (const [k, object] of objects.entries()) {
    places.push(Buffer.concat(pieces).length);
    pieces.push(Buffer.from(`${k + 1} 0 obj\n`), object, Buffer.from('\nendobj\n'));
  }
  const start = Buffer.concat(pieces).length;
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([...pieces, Buffer.from(tail)]);
}
