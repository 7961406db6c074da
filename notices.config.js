import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Between the packages. */
const separator = `\n${'-'.repeat(80)}\n\n`;

/**
 * The licences of packages that were bundled, which ask to be passed on with them.
 *
 * @param {Iterable<string>} files what was bundled, with or without the folders above `node_modules`
 * @returns {string} a text, the packages in alphabetical order
 */
export function noticesOf(files) {
  const packages = new Set(
    [...files]
      .map((file) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
      .filter((name) => name !== undefined),
  );
  const notices = [...packages].sort().map((name) => {
    const home = join('node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    // All of them: what a package holds of others (PDFium) has its own licence beside the package's.
    const texts = readdirSync(home)
      .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
      .map((file) => readFileSync(join(home, file), 'utf8').trim());
    return `${name} ${version}\n\n${texts.length > 0 ? texts.join('\n\n') : license}\n`;
  });
  return notices.join(separator);
}

/**
 * Several such texts as one: each package once, in alphabetical order.
 *
 * @param {readonly string[]} texts what `noticesOf` gave
 * @returns {string}
 */
export const mergedNotices = (texts) =>
  [...new Set(texts.flatMap((text) => text.split(separator)))].sort().join(separator);

/**
 * The licences of the programs that the named colourmaps come from.
 *
 * @param {Iterable<{ title: string, version: string, licence: string, citation: string }>} sources
 * @returns {string}
 */
export const tableNotices = (sources) =>
  [...sources]
    .map(({ title, version, licence, citation }) => `${title}, ${version}: ${licence}\n  ${citation}\n`)
    .sort()
    .join('\n');
