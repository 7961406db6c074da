import { UnhueError, UsageError } from '../../model/errors.js';
import type { Setting, Warning } from '../../model/warning.js';

/** What to do about a setting, in the words of the command line. */
const remedies: Readonly<Partial<Record<Setting, string>>> = {
  plot: 'give --plot l,t,r,b',
  colourbar: 'give --colourbar l,t,r,b',
  colourmap: 'give --colourmap NAME',
  range: 'give --range lo,hi',
  ticks: 'give --ticks v1,v2,…',
  x: 'give --x left,right',
  y: 'give --y bottom,top',
  threshold: 'give --threshold V',
  cells: 'give --cells ROWSxCOLUMNS',
  panel: 'choose with --panel N',
  frame: 'choose with --frame N',
  page: 'choose with --page N',
  reverse: 'turn it round with --reverse',
  from: 'give --from with the first colour',
  shaded: 'try --shaded',
  colours: 'try fewer --colours',
  maxPixels: 'raise it with --max-pixels N',
  timeout: 'give it longer with --timeout SECONDS, or draw it as png',
  force: 'use --force to overwrite it',
};

/** The option that a setting has: `--max-pixels` for `maxPixels`. */
const flag = (setting: Setting): string =>
  `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** A warning in one line, with the options that settle it. */
export function warningInWords(warning: Warning): string {
  return [warning.message, settlementInWords(warning)].filter(Boolean).join('; ');
}

/** What settles a warning: the options to give, and what to do besides; empty where nothing does. */
export function settlementInWords({ remedy = [], advice }: Warning): string {
  return [remedyInWords(remedy), advice].filter(Boolean).join('; ');
}

/** What went wrong, in one line: settings by their options, and what to do where the message does not say. */
export function errorInWords(error: unknown): string {
  if (!(error instanceof UnhueError)) return error instanceof Error ? error.message : String(error);
  const { settings } = error;
  const message = error.message.replace(/\.$/, '');
  // A message about settings begins with the first; each is named once as such.
  if (settings[0] !== undefined && message.startsWith(`${settings[0]} `))
    return settings.reduce(
      (text, name) => text.replace(new RegExp(`(?<!-)\\b${name}\\b`), flag(name)),
      message,
    );
  return error instanceof UsageError
    ? message
    : [message, remedyInWords(settings)].filter(Boolean).join('; ');
}

/** `give --range lo,hi or --ticks v1,v2,…`: a verb that comes again is said once. */
function remedyInWords(settings: readonly Setting[]): string {
  const parts = settings.map((name) => remedies[name] ?? `give ${flag(name)}`);
  return parts
    .map((part, k) =>
      k > 0 && part.startsWith('give ') && parts[k - 1]!.startsWith('give ') ? part.slice(5) : part,
    )
    .join(' or ');
}
