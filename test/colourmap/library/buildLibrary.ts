/**
 * Rebuilds the library of named colourmaps, src/colourmap/library/tables.ts, and the list of its sources,
 * docs/colourmaps.md, from a folder of collected tables
 * (one JSON a source program, and index.json with the unique tables and their aliases):
 *
 *     npx tsx test/colourmap/library/buildLibrary.ts FOLDER
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import {
  type LibraryHeader,
  type LibraryKind,
  type LibraryRecord,
  type LibrarySource,
  packLibrary,
} from '../../../src/colourmap/library/format.js';

const root = join(import.meta.dirname, '..', '..', '..');

interface SourceMap {
  readonly name: string;
  readonly kind: LibraryKind;
  readonly discrete: boolean;
  readonly n: number;
  readonly rgb: string;
  readonly interpolated_by_us?: boolean;
  readonly group?: string;
  readonly lic?: string;
}

interface SourceFile {
  readonly source: string;
  readonly version: string;
  readonly licence: string;
  readonly citation: string;
  readonly exactness: string;
  readonly maps: readonly SourceMap[];
}

interface IndexEntry {
  readonly source: string;
  readonly name: string;
  readonly discrete: boolean;
  readonly aliases: readonly string[];
  readonly aliases_reversed?: readonly string[];
  readonly family?: number;
}

interface Index {
  readonly per_source: Readonly<Record<string, unknown>>;
  readonly maps: readonly IndexEntry[];
}

/** Parts of GMT's collection that carry their authors' licence instead of GMT's own (as its licence note says). */
const gmtGroups: Readonly<Record<string, string>> = {
  SCM: 'MIT (F. Crameri)',
  cmocean: 'MIT (K. Thyng)',
  google: 'Apache-2.0',
};

/** The licence under which one table is distributed. */
function licenceOf(source: string, file: SourceFile, map: SourceMap): string {
  if (map.lic !== undefined) return map.lic;
  if (source === 'gmt' && map.group !== undefined) return gmtGroups[map.group] ?? file.licence;
  return file.licence;
}

/**
 * Whether a table may ship: not when its licence is copyleft (GPL, LGPL, AGPL, …), share-alike, or unknown. Numbers
 * that a copyleft program computes are its output, which its licence does not cover; the tables' notes say so.
 */
export function mayShip(licence: string): boolean {
  if (/tables are (its|program) output/i.test(licence)) return true;
  return !/\b[AL]?GPL|BY-SA|share.?alike|copyleft|unknown/i.test(licence);
}

export function collectLibrary(folder: string): { header: LibraryHeader; colours: Uint8Array[] } {
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as T;
  const index = read<Index>('index');
  const files = new Map(Object.keys(index.per_source).map((id) => [id, read<SourceFile>(id)] as const));
  const maps = new Map<string, SourceMap>();
  for (const [id, file] of files) for (const map of file.maps) maps.set(`${id}:${map.name}`, map);
  const sourceOf = (key: string): string => key.slice(0, key.indexOf(':'));

  const tables: LibraryRecord[] = [];
  const colours: Uint8Array[] = [];
  const used = new Set<string>();
  for (const entry of index.maps) {
    const first = `${entry.source}:${entry.name}`;
    const forward = [first, ...entry.aliases];
    const backward = entry.aliases_reversed ?? [];
    // Some aliases are further names of a table within one source, without a table of their own.
    const allowed = (key: string): boolean => {
      const map = maps.get(key);
      const source = sourceOf(key);
      return map !== undefined && mayShip(licenceOf(source, files.get(source)!, map));
    };
    // The first source in the order of precedence speaks for the table, its colours byte for byte.
    const chosen = forward.find(allowed) ?? backward.find(allowed);
    if (chosen === undefined) continue;
    const [same, opposite] = forward.includes(chosen) ? [forward, backward] : [backward, forward];
    const aliases = same.filter((key) => key !== chosen);
    const source = sourceOf(chosen);
    const map = maps.get(chosen)!;
    const licence = licenceOf(source, files.get(source)!, map);
    used.add(source);
    tables.push({
      source,
      name: map.name,
      kind: map.kind,
      ...(map.discrete ? { discrete: true as const } : {}),
      n: map.n,
      ...(aliases.length > 0 ? { aliases } : {}),
      ...(opposite.length > 0 ? { reversedAliases: opposite } : {}),
      ...(entry.family !== undefined ? { family: entry.family } : {}),
      ...(map.interpolated_by_us ? { interpolated: true as const } : {}),
      ...(licence !== files.get(source)!.licence ? { licence } : {}),
    });
    colours.push(Uint8Array.from(Buffer.from(map.rgb, 'hex')));
  }
  const sources: LibrarySource[] = [...files]
    .filter(([id]) => used.has(id))
    .map(([id, { source, version, licence, citation, exactness }]) => ({
      id,
      title: source,
      version,
      licence,
      citation,
      exactness,
    }));
  return { header: { sources, tables }, colours };
}

/** The list of sources with licence and citation, markdown. */
export function listOfSources({ sources, tables }: LibraryHeader): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const licences = (id: string): string[] => [
    ...new Set(
      tables.filter(({ source, licence }) => source === id && licence).map(({ licence }) => licence!),
    ),
  ];
  const rows = sources.map(({ id, title, version, licence, citation }) => {
    const own = tables.filter(({ source }) => source === id);
    const continuous = own.filter(({ discrete }) => !discrete).length;
    const others = licences(id);
    // Where every table says its own, the source's adds nothing.
    const said = own.every((table) => table.licence !== undefined) ? others : [licence, ...others];
    return `| \`${id}\` | ${[title, version, said.join('; '), citation].map(cell).join(' | ')} | ${continuous} | ${own.length - continuous} |`;
  });
  const continuous = tables.filter(({ discrete }) => !discrete).length;
  return `# The named colourmaps

<!-- Written by test/colourmap/library/buildLibrary.ts. -->

${continuous} continuous tables and ${tables.length - continuous} lists of separate colours, byte for byte as the programs draw them.
\`unhue colourmaps\` lists them, \`unhue colourmaps PATTERN --json\` with licence and citation of each; please cite the
authors of those that you use. A table that several programs share is listed under the first of them, in this order, which
is also the order in which a bare name (\`jet\`) is looked up.

Left out are tables that are distributed only under copyleft or share-alike licences (those that only GMT, SAOImage DS9,
GRASS GIS, ncview or LabPlot have), or under none that is known. Their names still lead to the same table of another program,
where there is one within 1/255. What a copyleft program computes (R, GNU Octave) is its output, which its licence does not
cover. \`test/colourmap/library/buildLibrary.ts\` makes this choice and rebuilds the library.

| source | title | version | licence | citation | continuous | separate |
| --- | --- | --- | --- | --- | ---: | ---: |
${rows.join('\n')}
`;
}

if (process.argv[1]?.endsWith('library/buildLibrary.ts')) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('Expected the folder of collected tables as argument.');
  const { header, colours } = collectLibrary(folder);
  const packed = packLibrary(header, colours);
  const deflated = deflateRawSync(packed, { level: 9 });
  const target = join(root, 'src', 'colourmap', 'library', 'tables.ts');
  writeFileSync(
    target,
    `// Generated by test/colourmap/library/buildLibrary.ts: ${header.tables.length} colourmap tables, deflated, base64. Do not edit.
export const digest = '${createHash('sha256').update(packed).digest('hex')}';
export const tables: string =
  '${deflated.toString('base64')}';
`,
  );
  writeFileSync(join(root, 'docs', 'colourmaps.md'), listOfSources(header));
  process.stdout.write(
    `${header.tables.length} tables of ${header.sources.length} sources, ${packed.length} bytes, deflated ${deflated.length}\n`,
  );
}
