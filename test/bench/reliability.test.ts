import { expect, it } from 'vitest';
import { reliabilityTable } from './reliability.js';

it('counts for each bin of confidence how much of what was given is right', () => {
  const given = [0.57, 0.97, 0.97, 1, 0.96].map((confidence, k) => ({ confidence, isRight: k !== 1 }));
  const rows = reliabilityTable('ranges', given).split('\n').slice(2);
  expect(rows).toEqual(['| 0.50–0.60 | 1 | 0.570 | 1.000 |', '| 0.95–1.00 | 4 | 0.975 | 0.750 |']);
});
