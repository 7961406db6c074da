import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PNG } from 'pngjs';
import { createWorker, OEM, PSM } from 'tesseract.js';
import type { LabelCandidate, ReadLabel } from '../figure/labels/label.js';
import type { Raster } from '../model/types.js';

/** A text recogniser that is running, and how to stop it. */
export interface LabelReader {
  readonly readLabel: ReadLabel;
  /** Ends the worker thread; without it the process does not exit. */
  readonly close: () => Promise<void>;
}

/** What tick labels are written with. Letters that only look like digits are left out. */
const CHARACTERS = '0123456789.,-+eE%°NSEW';

/**
 * Starts tesseract (WebAssembly, in a worker thread; about half a second) with the English data that come with the
 * package `@tesseract.js-data/eng`. Nothing is downloaded and nothing is written.
 */
export async function createLabelReader(): Promise<LabelReader> {
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'));
  const worker = await createWorker('eng', OEM.LSTM_ONLY, {
    langPath: join(data, '4.0.0_best_int'),
    gzip: true,
    cacheMethod: 'none',
  });
  await worker.setParameters({
    tessedit_pageseg_mode: PSM.SINGLE_LINE,
    tessedit_char_whitelist: CHARACTERS,
    // Its remarks would go to standard output, where the data go.
    debug_file: '/dev/null',
  });
  const recognise = async (image: Buffer): Promise<{ text: string; confidence: number }> => {
    const { data: page } = await worker.recognize(image, {}, { text: true });
    return { text: page.text.trim(), confidence: page.confidence };
  };
  const readLabel = async (image: Raster): Promise<LabelCandidate[]> => {
    const picture = png(image);
    let page = await recognise(picture);
    // A line needs some length to be found as one: a single digit often is not.
    if (page.text === '' && image.width < 1.6 * image.height) {
      await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_CHAR });
      page = await recognise(picture);
      await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_LINE });
    }
    const { text } = page;
    return text === '' ? [] : [{ text, score: Math.min(1, Math.max(0, page.confidence / 100)) }];
  };
  return {
    readLabel,
    close: async () => {
      await worker.terminate();
    },
  };
}

function png({ width, height, data }: Raster): Buffer {
  const image = new PNG({ width, height });
  image.data = Buffer.from(data.buffer, data.byteOffset, data.length);
  // Uncompressed: the picture is read once, by the next thread.
  return PNG.sync.write(image, { deflateLevel: 1 });
}
