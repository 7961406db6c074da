import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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
    const text = readdirSync(home).find((file) => /^licen[cs]e/i.test(file));
    const terms =
      text && existsSync(join(home, text)) ? readFileSync(join(home, text), 'utf8').trim() : license;
    return `${name} ${version}\n\n${terms}\n`;
  });
  return notices.join(`\n${'-'.repeat(80)}\n\n`);
}
