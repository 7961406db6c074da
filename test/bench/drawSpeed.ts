import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { speedDiagram } from './speedDiagram.js';
import { pairedTable, speedPairs } from './speedPairs.js';

/** `npx tsx test/bench/drawSpeed.ts 1000 2000` measures pictures of these sides, prints the table and draws docs/pictures/speed.png. */
const folder = mkdtempSync(join(tmpdir(), 'unhue-speed-'));
try {
  const pairs = await speedPairs(folder, process.argv.slice(2).map(Number));
  if (pairs === undefined) throw new Error('Python lacks numpy, scipy or Pillow');
  process.stdout.write(`${pairedTable(pairs)}\n`);
  const target = join(import.meta.dirname, '..', '..', 'docs', 'pictures', 'speed.png');
  writeFileSync(
    target,
    await sharp(Buffer.from(speedDiagram(pairs)), { density: 144 })
      .png()
      .toBuffer(),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
