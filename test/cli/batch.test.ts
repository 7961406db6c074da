import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { batchProgressOn } from '../../src/cli/messages/batchProgress.js';
import type { FreshPicture } from '../bench/fresh/model.js';
import { greyField, greySettings, writeGreyFields } from '../fields.js';
import { linearFigure } from '../labelledFigures.js';
import { sidecarFaults } from '../sidecarSchema.js';
import { inFolder, notebook, root, runHere, runUnhue, samples } from './runUnhue.js';

const filesIn = (folder: string): Map<string, Buffer> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(folder, name))]),
  );

/** A picture of one colour: it can be read, and shows no order. */
const evenPng = PNG.sync.write(
  Object.assign(new PNG({ width: 24, height: 18 }), { data: Buffer.alloc(24 * 18 * 4, 200) }),
);

describe('a batch', () => {
  it('writes the same in several processes, in one and in shards, tries every figure and sums up', () =>
    inFolder(async (folder) => {
      writeGreyFields(folder, 4);
      writeFileSync(join(folder, 'in', 'bad.png'), 'no picture');
      const several = await runUnhue(
        ['recover', 'in', ...greySettings, '--jobs', '2', '-d', 'two', '--summary', 's.json'],
        folder,
      );
      expect(several.code, several.stderr).toBe(3);
      expect(several.stderr).toMatch(/bad\.png is not a picture/);
      const rows = JSON.parse(readFileSync(join(folder, 's.json'), 'utf8'));
      expect(rows.map(({ file, status }: Record<string, string>) => [file, status])).toEqual([
        ['in/b/x1.png', 'done'],
        ['in/b/x3.png', 'done'],
        ['in/bad.png', 'failed'],
        ['in/x0.png', 'done'],
        ['in/x2.png', 'done'],
      ]);
      for (const path of rows.flatMap(({ outputs }: { outputs: string[] }) => outputs))
        expect(statSync(join(folder, path)).size).toBeGreaterThan(0);
      for (const shard of ['1/2', '2/2'])
        await runHere(['recover', 'in/**/x*.png', ...greySettings, '-d', 'one', '--shard', shard], folder);
      expect(filesIn(join(folder, 'one'))).toEqual(filesIn(join(folder, 'two')));
      expect(filesIn(join(folder, 'one')).has('b/x3.meta.json')).toBe(true);
    }));

  it('says of each failure which figure it is about', () =>
    inFolder(async (folder) => {
      for (const name of ['a.png', 'b.png']) writeFileSync(join(folder, name), evenPng);
      const { code, stderr } = await runHere(['recover', 'a.png', 'b.png', '-o', '{figure}.npy'], folder);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^unhue: a\.png: the .*one colour.*\nunhue: b\.png: the .*one colour/);
    }));

  it('makes again, with --skip-existing, what is missing or came of other bytes or options, and nothing else', () =>
    inFolder(async (folder) => {
      writeGreyFields(folder, 4);
      const run = (...more: string[]) =>
        runHere(['recover', 'in', ...greySettings, '-d', 'out', '--skip-existing', ...more], folder);
      const done = async (...more: string[]): Promise<string[]> => {
        const { code } = await run('--summary', 's.json', ...more);
        expect(code).toBe(0);
        return JSON.parse(readFileSync(join(folder, 's.json'), 'utf8'))
          .filter(({ status }: { status: string }) => status === 'done')
          .map(({ file }: { file: string }) => file);
      };
      expect(await done()).toHaveLength(4);
      const first = filesIn(join(folder, 'out'));
      expect(await done()).toEqual([]);
      rmSync(join(folder, 'out/x0.csv'));
      writeFileSync(join(folder, 'in/x2.png'), greyField(9));
      expect(await done()).toEqual(['in/x0.png', 'in/x2.png']);
      expect(filesIn(join(folder, 'out')).get('x0.csv')).toEqual(first.get('x0.csv'));
      expect(await done('--range', '0,2')).toHaveLength(4);
      expect(await done('--range', '0,2', '--long')).toHaveLength(4);
      // A file of somebody else's is none of an earlier run.
      rmSync(join(folder, 'out/x0.meta.json'));
      writeFileSync(join(folder, 'out/x0.csv'), 'precious');
      expect((await run('--range', '0,2', '--long')).code).toBe(4);
      expect(readFileSync(join(folder, 'out/x0.csv'), 'utf8')).toBe('precious');
      const blind = await runHere(['in/x0.png', '-o', 'a.csv', '--skip-existing'], folder);
      expect([blind.code, blind.stderr]).toEqual([2, expect.stringMatching(/--meta/)]);
    }));

  it('that is killed goes on where it was, with nothing lost or done twice', () =>
    inFolder(async (folder) => {
      writeGreyFields(folder, 6);
      const args = ['recover', 'in', ...greySettings, '-d', 'out', '--skip-existing', '--summary', 's.json'];
      const child = spawn(process.execPath, [join(root, 'bin', 'unhue.js'), ...args, '--jobs', '2'], {
        cwd: folder,
      });
      const closed = new Promise((resolve) => child.on('close', resolve));
      child.stderr.once('data', () => child.kill('SIGKILL'));
      await closed;
      const left = filesIn(join(folder, 'out'));
      const { code } = await runHere(args, folder);
      expect(code).toBe(0);
      const rows: { status: string; outputs: string[] }[] = JSON.parse(
        readFileSync(join(folder, 's.json'), 'utf8'),
      );
      expect(rows).toHaveLength(6);
      expect(rows.some(({ status }) => status === 'done')).toBe(true);
      for (const { status, outputs } of rows)
        if (status === 'skipped')
          expect(outputs.every((path) => left.has(path.slice('out/'.length)))).toBe(true);
      await runHere(['recover', 'in', ...greySettings, '-d', 'whole', '--quiet'], folder);
      const results = [...filesIn(join(folder, 'out'))].filter(([name]) => !name.includes('.unhue-'));
      expect(results).toEqual([...filesIn(join(folder, 'whole'))]);
    }));

  it('that is interrupted finishes what is begun, though its processes hear the signal as well', () =>
    inFolder(async (folder) => {
      writeGreyFields(folder, 8);
      const child = spawn(
        process.execPath,
        [join(root, 'bin', 'unhue.js'), 'recover', 'in', ...greySettings, '-d', 'out', '--jobs', '2'],
        { cwd: folder, detached: true },
      );
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        // As a terminal does it: to the whole group, once, when the first figure is done.
        if (said === '') process.kill(-child.pid!, 'SIGINT');
        said += text;
      });
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect(code, said).toBe(130);
      expect(said).toContain('finishing the figures that are begun');
      expect(said).not.toMatch(/exited|could not|error/i);
      const names = [...filesIn(join(folder, 'out')).keys()];
      const complete = names.filter((name) => name.endsWith('.csv'));
      expect(complete.length).toBeGreaterThan(0);
      expect(names.filter((name) => name.includes('.unhue-'))).toEqual([]);
      for (const name of complete) expect(names).toContain(name.replace('.csv', '.meta.json'));
    }));
});

describe('--like', () => {
  it('takes the layout and the colourmap of another figure, and doubts them where labels differ', () =>
    inFolder(async (folder) => {
      const { bytes } = await linearFigure();
      for (const name of ['a.png', 'pattern.png']) writeFileSync(join(folder, name), bytes);
      const png = PNG.sync.read(bytes);
      // Another number beside the bar.
      for (let y = 70; y < 76; y++)
        for (let x = 372; x < 378; x++) png.data.set([0, 0, 0], 4 * (y * png.width + x));
      writeFileSync(join(folder, 'other.png'), PNG.sync.write(png));
      const { code, stderr } = await runHere(
        ['recover', 'a.png', 'other.png', '--like', 'pattern.png', '-d', 'out', '--quiet'],
        folder,
      );
      expect(code, stderr).toBe(0);
      const of = (name: string) => JSON.parse(readFileSync(join(folder, 'out', `${name}.meta.json`), 'utf8'));
      expect(of('a')).toMatchObject({ range: [200, 3400], scale: 'linear', warnings: [] });
      expect(of('a').confidence).toBeGreaterThan(0.9);
      expect(of('a').options.likeSha256).toBe(of('a').sha256);
      expect(of('other').confidence).toBeLessThan(0.5);
      expect(of('other').warnings.join()).toMatch(/differs from its pattern/);
    }));
});

describe('--like auto', () => {
  /** A figure without its bar and what is beside it. */
  function withoutBar({ bytes, description }: FreshPicture): Buffer {
    const png = PNG.sync.read(bytes);
    for (let y = 0; y < png.height; y++)
      png.data.fill(255, 4 * (y * png.width + description.colourbar_box![0] - 5), 4 * (y + 1) * png.width);
    return PNG.sync.write(png);
  }

  it('gives a figure without a bar the range of the one like it, and no more trust than that deserves', () =>
    inFolder(async (folder) => {
      const lender = await linearFigure();
      writeFileSync(join(folder, 'a.png'), lender.bytes);
      writeFileSync(join(folder, 'bare.png'), withoutBar(lender));
      const run = ['recover', 'a.png', 'bare.png', '--like', 'auto', '-d', 'out', '--jobs', '1'];
      const { code, stderr } = await runHere([...run, '--skip-existing', '--quiet'], folder);
      expect(code, stderr).toBe(0);
      const of = (name: string) => JSON.parse(readFileSync(join(folder, 'out', `${name}.meta.json`), 'utf8'));
      const [own, borrowed] = [of('a'), of('bare')];
      expect(own.borrowedFrom).toBeUndefined();
      expect(sidecarFaults(borrowed)).toEqual([]);
      expect(borrowed).toMatchObject({ range: [200, 3400], colourbarBox: null });
      const { confidence } = borrowed.borrowedFrom;
      expect(borrowed.borrowedFrom).toEqual({ figure: 'a.png', sha256: own.sha256, agreeing: 1, confidence });
      expect(borrowed.confidences.range).toBe(confidence);
      expect(borrowed.confidences.range).toBeCloseTo(own.confidence / 2, 6);
      expect(borrowed.confidence).toBeLessThanOrEqual(own.confidence / 2);
      expect(borrowed.warnings.join()).toMatch(/borrowed from a\.png, the only figure like this one/);
      const again = await runHere([...run, '--skip-existing'], folder);
      expect(again.stderr).not.toMatch(/written/);
    }));

  it('refuses what is to be borrowed', () =>
    inFolder(async (folder) => {
      const { code, stderr } = await runHere(
        ['recover', notebook, samples, '--like', 'auto', '--range', '0,1', '-d', 'out'],
        folder,
      );
      expect(code).toBe(2);
      expect(stderr).toMatch(/leave range out/);
    }));
});

describe('the progress of a batch', () => {
  it('says how fast it goes and how long it will take, on a terminal', () => {
    let time = 0;
    let text = '';
    const stream = {
      isTTY: true,
      write(chunk: string | Uint8Array) {
        text += chunk;
        return true;
      },
    };
    const progress = batchProgressOn(stream, 400, { quiet: false, now: () => time });
    progress.count(true);
    time = 4000;
    for (let k = 0; k < 8; k++) progress.count(false);
    expect(text.split('\r\x1b[K').at(-1)).toBe('9 of 400 · 2.0 a second · 3 min left');
  });
});
