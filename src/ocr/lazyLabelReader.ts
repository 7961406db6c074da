import type { LabelReader } from './tesseract.js';

/** A label reader that starts when the first label comes: figures without text never wait for it. */
export function lazyLabelReader(): LabelReader {
  let reader: Promise<LabelReader> | undefined;
  return {
    readLabel: async (image) => {
      reader ??= import('./tesseract.js').then(({ createLabelReader }) => createLabelReader());
      return (await reader).readLabel(image);
    },
    close: async () => (await reader)?.close(),
  };
}
