import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelCandidate, ReadLabel } from '../../../src/figure/labels/label.js';
import type { Raster } from '../../../src/model/types.js';

/** What tesseract answered for the label pictures of the fixture figures; `record.ts` beside it makes it again. */
export const recordedFile = join(import.meta.dirname, '..', '..', 'fixtures', 'labels', 'recorded.json');

export type Recorded = Record<string, readonly (readonly [text: string, score: number])[]>;

export const labelKey = ({ width, height, data }: Raster): string =>
  createHash('sha256').update(`${width}x${height}:`).update(data).digest('hex').slice(0, 16);

/** Replays recorded answers, so that tests of layout and laws need no recogniser. */
export function recordedLabels(): ReadLabel {
  const recorded = (
    existsSync(recordedFile) ? JSON.parse(readFileSync(recordedFile, 'utf8')) : {}
  ) as Recorded;
  return (image) => {
    const answers = recorded[labelKey(image)];
    if (answers === undefined)
      return Promise.reject(
        new Error('no answer is recorded for a label: npx tsx test/fixtures/labels/record.ts'),
      );
    return Promise.resolve(answers.map(([text, score]): LabelCandidate => ({ text, score })));
  };
}
