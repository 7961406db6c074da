import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The rooms in the order in which data flow; a room may import from those before it, never from those after. */
const rooms = ['raster', 'curve', 'locus', 'colourmap', 'figure', 'decode', 'grid', 'formats', 'ocr', 'cli'];
const source = join(import.meta.dirname, '..', 'src');

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((f) =>
  /(?<!\.d)\.ts$/.test(f),
);
const importsOf = (file: string): string[] =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((m) => m[1]!);
const roomOf = (file: string): string | undefined =>
  file.includes(sep) ? file.slice(0, file.indexOf(sep)) : undefined;

describe('the house', () => {
  it('finds the source files it is meant to check', () => {
    expect(files.length).toBeGreaterThan(5);
    expect(files.map(roomOf).filter((r) => r !== undefined && !rooms.includes(r))).toEqual([]);
  });

  it('lets imports flow down the pipeline only', () => {
    const upward: string[] = [];
    for (const file of files) {
      const room = roomOf(file);
      if (room === undefined) continue;
      for (const target of importsOf(file).filter((i) => i.startsWith('.'))) {
        const other = roomOf(relative(source, join(source, file, '..', target)));
        if (other !== undefined && rooms.indexOf(other) > rooms.indexOf(room))
          upward.push(`${file} → ${target}`);
      }
    }
    expect(upward).toEqual([]);
  });
});
