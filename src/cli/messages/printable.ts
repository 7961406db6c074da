/**
 * C0 and C1 controls, and the marks that turn the direction of what follows: a terminal obeys them, or shows something
 * else than what is there. The first group is what separates the pieces of a message.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * One line of text with what would move the cursor, colour the screen, end the line or turn its direction written as
 * `\u001b`: names of files and colourmaps are whatever a stranger called them.
 */
export const printable = (text: string): string =>
  text.replace(unprintable, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
