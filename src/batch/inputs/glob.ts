/** Patterns of file names as shells have them: `*`, `?`, `[abc]`, `{a,b}` within a folder, `**` through folders. */

export const isGlob = (text: string): boolean => /[*?[{]/.test(text);

/** The folder in which a pattern's files lie, before the first part that is a pattern; empty: here. */
export function folderOfGlob(pattern: string): string {
  const parts = pattern.split('/');
  const fixed = parts.slice(0, Math.max(0, parts.findIndex(isGlob)));
  return fixed.length === 1 && fixed[0] === '' ? '/' : fixed.join('/');
}

/**
 * What matches whole paths, with `/` between their parts. Names that begin with a point are matched only where the
 * pattern has the point. Brackets and braces that are never closed stand for themselves.
 */
export function globExpression(pattern: string): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; ) {
    const start = i === 0 || pattern[i - 1] === '/';
    const [text, length] = piece(pattern.slice(i), start);
    source += text;
    i += length;
  }
  return new RegExp(`^${source}$`, 'su');
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The expression of what a pattern begins with, and how many characters of the pattern it is. */
function piece(rest: string, start: boolean): [expression: string, length: number] {
  const visible = start ? '(?!\\.)' : '';
  if (start && rest.startsWith('**/')) return ['(?:(?!\\.)[^/]+/)*', 3];
  if (rest.startsWith('*')) {
    const stars = /^\*+/.exec(rest)![0].length;
    return [`${visible}${start && stars === rest.length ? '[^/]+' : '[^/]*'}`, stars];
  }
  if (rest[0] === '?') return [`${visible}[^/]`, 1];
  const set = /^\[(!|\^)?(\]?[^\]/]*)\]/.exec(rest);
  if (set && set[2] !== '')
    return [`${visible}[${set[1] ? '^/' : ''}${set[2]!.replace(/[\\\]^[]/g, '\\$&')}]`, set[0].length];
  const choice = /^\{([^{}]*,[^{}]*)\}/.exec(rest);
  if (choice)
    return [
      `(?:${choice[1]!
        .split(',')
        .map((part) => globExpression(part).source.slice(1, -1))
        .join('|')})`,
      choice[0].length,
    ];
  const [character] = rest;
  return [escaped(character!), character!.length];
}
