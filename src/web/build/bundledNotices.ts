import type { Plugin } from 'vite';

/**
 * Writes the licences of all packages that the page and its worker hold; the worker is bundled first, by itself.
 *
 * @param noticesOf the text for the files that were bundled
 */
export function bundledNotices(noticesOf: (files: Iterable<string>) => string): {
  readonly ofPage: Plugin;
  readonly ofWorker: Plugin;
} {
  const files = new Set<string>();
  const take = (bundle: object): void => {
    for (const output of Object.values(bundle) as { readonly moduleIds?: readonly string[] }[])
      for (const file of output.moduleIds ?? []) files.add(file);
  };
  return {
    ofWorker: { name: 'notices-of-worker', generateBundle: (_options, bundle) => take(bundle) },
    ofPage: {
      name: 'notices',
      generateBundle(_options, bundle) {
        take(bundle);
        this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENCES.txt', source: noticesOf(files) });
      },
    },
  };
}
