import type { Command } from 'commander';
import { loadLibrary, type NamedTable } from '../../../colourmap/library/library.js';
import { sampledLevels } from '../../../colourmap/maps/coloursAt.js';
import { colourmapOf, resolveName } from '../../../colourmap/names.js';
import { writeToStdout } from '../../../formats/output/writeToStdout.js';
import { exitCodes } from '../../messages/exitCodes.js';
import { printable } from '../../messages/printable.js';

interface ColourmapsCliOptions {
  readonly discrete: boolean;
  readonly json: boolean;
  readonly colour: boolean;
}

export function registerColourmaps(program: Command): void {
  program
    .command('colourmaps')
    .alias('colormaps')
    .summary('list the named colourmaps')
    .description(
      'Lists the named colourmaps whose name, source or other names contain the pattern (* stands for anything), ' +
        'each with a strip where the terminal shows colours.',
    )
    .argument('[pattern]', 'such as jet, crameri:* or *thermal')
    .option('--discrete', 'lists of separate colours too', false)
    .option('--json', 'one object a line, with licence and citation', false)
    .option('--no-colour', 'no strips')
    .action(listColourmaps);
}

async function listColourmaps(pattern: string | undefined, options: ColourmapsCliOptions): Promise<void> {
  const library = await loadLibrary();
  const matches = matcher(pattern ?? '*');
  // Truecolour escapes are for people: not into files, unless they are asked for as other tools let one ask.
  const strips =
    options.colour &&
    (process.stdout.isTTY || process.env.FORCE_COLOR !== undefined) &&
    !process.env.NO_COLOR;
  // A map of that very name first, then those whose own name holds the pattern, then those with another such name.
  const rank = ({ source, name }: NamedTable): number =>
    name === pattern ? 0 : matches(`${source}:${name}`) ? 1 : 2;
  const tables = library.tables
    .filter((table) => (options.discrete || !table.discrete) && namesOf(table).some(matches))
    .sort((a, b) => rank(a) - rank(b));
  const lines = tables.map((table) => {
    const name = `${table.source}:${table.name}`;
    const source = library.sources.get(table.source)!;
    if (options.json)
      return JSON.stringify({
        name,
        kind: table.kind,
        colours: table.n,
        discrete: table.discrete === true,
        aliases: table.aliases ?? [],
        reversedAliases: table.reversedAliases ?? [],
        family: table.family ?? null,
        licence: table.licence ?? source.licence,
        citation: source.citation,
        exactness: table.interpolated
          ? 'interpolated from the stops that the program ships'
          : source.exactness,
      });
    const colourmap = colourmapOf(resolveName(library, name));
    return `${strips ? `${strip(sampledLevels(colourmap, stripCells))} ` : ''}${name}  ${table.kind}, ${table.n} colours`;
  });
  await writeToStdout(lines.length > 0 ? `${lines.join('\n')}\n` : '');
  if (tables.length === 0) {
    process.stderr.write(`unhue: no colourmap's name matches '${printable(pattern ?? '*')}'\n`);
    process.exitCode = exitCodes.notRecovered;
  }
}

/** Characters of a strip; each shows two colours, its left and its right half. */
const stripCells = 48;

/** Colours as half blocks in truecolour escapes, two a character. */
function strip(colours: Float64Array): string {
  const code = (i: number): string => [0, 1, 2].map((c) => Math.round(colours[3 * i + c]!)).join(';');
  let text = '';
  for (let i = 0; i + 1 < colours.length / 3; i += 2)
    text += `\x1b[38;2;${code(i)}m\x1b[48;2;${code(i + 1)}m▌`;
  return `${text}\x1b[0m`;
}

function namesOf(table: NamedTable): string[] {
  return [`${table.source}:${table.name}`, ...(table.aliases ?? []), ...(table.reversedAliases ?? [])];
}

/** A pattern without * may stand anywhere in the name; with it, it is the whole name or what follows the source. */
function matcher(pattern: string): (name: string) => boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\?]/g, '\\$&').replaceAll('*', '.*');
  const expression = new RegExp(pattern.includes('*') ? `^([^:]*:)?${escaped}$` : escaped, 'i');
  return (name) => expression.test(name);
}
