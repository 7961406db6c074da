/** Text that is HTML (or SVG) already. Made by `html` only, so that nothing gets into a page unescaped. */
export interface Markup {
  readonly markup: string;
}

export type MarkupValue = Markup | string | number | undefined | false | readonly MarkupValue[];

/**
 * HTML from a template. Whatever is put in is escaped, unless it was made by `html` itself; lists are joined, and
 * undefined and false leave nothing.
 */
export function html(literals: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return {
    markup: literals.map((text, i) => text + (i < values.length ? rendered(values[i]) : '')).join(''),
  };
}

function rendered(value: MarkupValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  return 'markup' in value ? value.markup : value.map(rendered).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Data for a script to read from the page: JSON in which nothing can end the element that holds it. */
export function dataElement(id: string, data: unknown): Markup {
  const json = JSON.stringify(data).replace(/</g, '\\u003c');
  return { markup: `<script type="application/json" id="${escaped(id)}">${json}</script>` };
}

/**
 * Program text of our own or of a package. In such text, `</script` can stand in strings and comments only, where the
 * backslash changes nothing.
 */
export function scriptElement(source: string): Markup {
  return { markup: `<script>${source.replace(/<\/(?=script)/gi, '<\\/')}</script>` };
}
