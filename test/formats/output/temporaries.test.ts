import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sweepTemporaries, temporaryName } from '../../../src/formats/output/temporaries.js';

it('files that killed processes left are swept, and no others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unhue-test-'));
  try {
    const own = temporaryName();
    const [, machine] = /^\.unhue-([0-9a-f]+)-/.exec(own)!;
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const left = `.unhue-${machine}-${dead}-0123456789abcdef`;
    const young = `.unhue-${machine}-${dead}-fedcba9876543210`;
    const elsewhere = `.unhue-00000000-${dead}-0123456789abcdef`;
    const users = '.unhue-settings';
    const now = Date.now();
    for (const name of [own, left, young, elsewhere, users]) {
      writeFileSync(join(folder, name), 'half of a gr');
      if (name !== young) utimesSync(join(folder, name), now / 1000 - 7200, now / 1000 - 7200);
    }
    await sweepTemporaries(folder, now);
    expect(readdirSync(folder).sort()).toEqual([own, young, elsewhere, users].sort());
    await sweepTemporaries(join(folder, 'gone'), now);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
