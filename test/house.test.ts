import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The rooms in the order in which data flow. A file may import from the rooms before its own, and within its room from
 * its own folder and the folders below it, never from the folder above: subfolders serve the files on top of them.
 */
const rooms = [
  'model',
  'numeric',
  'raster',
  'jpeg',
  'bar',
  'marks',
  'scan',
  'walk',
  'locus',
  'colourmap',
  'figure',
  'decode',
  'grid',
  'pipeline',
  'palette',
  'documents',
  'formats',
  'report',
  'node',
  'batch',
  'worker',
  'web',
  'cli',
];
/** What is exported: above the pipeline, and (the Node entry) above the writers; nothing but each other imports them. */
const entries = ['index.ts', 'node.ts'];

const source = join(import.meta.dirname, '..', 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?<!\.d)\.tsx?$/.test(file))
  .map((file) => file.split(sep).join('/'));

/** The files of src that a file imports, types included. */
const importsOf = (file: string): string[] =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/(?:from|import\(|import)\s*'(\.[^']+)'/g)].map((m) =>
    sourceOf(posix.join(posix.dirname(file), m[1]!)),
  );

/** The source of what is imported as a module. */
const sourceOf = (path: string): string => {
  const [plain, withElements] = [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')];
  return files.includes(withElements) ? withElements : plain;
};
const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** Where a file stands: its room's place in the order; entries are on top of all rooms. */
const floorOf = (file: string): number =>
  entries.includes(file) ? rooms.length + entries.indexOf(file) : rooms.indexOf(file.split('/')[0]!);

/** Whether a file may import another of the same room. */
const staysBelow = (from: string, to: string): boolean => {
  const [own, other] = [dirname(from), dirname(to)];
  // Beside it, below it, or in a folder next door; not in a folder that contains its own.
  return own === other || !own.startsWith(`${other}/`);
};

describe('the house', () => {
  it('has a room for every file', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
  });

  it('finds every import that it checks', () => {
    const missing = files.flatMap((file) =>
      imports
        .get(file)!
        .filter((to) => !imports.has(to))
        .map((to) => `${file} → ${to}`),
    );
    expect(missing).toEqual([]);
  });

  it('lets imports flow down the pipeline only, from every file', () => {
    const upward: string[] = [];
    for (const [from, targets] of imports)
      for (const to of targets) {
        const apart = floorOf(from) - floorOf(to);
        if (apart < 0 || (apart === 0 && !staysBelow(from, to))) upward.push(`${from} → ${to}`);
      }
    expect(upward).toEqual([]);
  });

  it('has no circles, of files or of folders', () => {
    expect(circleIn(imports)).toEqual([]);
    const folders = new Map<string, string[]>();
    for (const [from, targets] of imports) {
      const folder = dirname(from);
      const others = targets.map(dirname).filter((other) => other !== folder);
      folders.set(folder, [...(folders.get(folder) ?? []), ...others]);
    }
    // The entries share a folder with nothing; what they export is checked file by file.
    folders.delete('.');
    expect(circleIn(folders)).toEqual([]);
  });
});

/** The first circle met, as the way round it; empty if there is none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const finished = new Set<string>();
  const way: string[] = [];
  const visit = (node: string): string[] => {
    if (finished.has(node)) return [];
    const at = way.indexOf(node);
    if (at >= 0) return [...way.slice(at), node];
    way.push(node);
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next);
      if (circle.length > 0) return circle;
    }
    way.pop();
    finished.add(node);
    return [];
  };
  for (const node of graph.keys()) {
    const circle = visit(node);
    if (circle.length > 0) return circle;
  }
  return [];
}
