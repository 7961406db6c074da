import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { failedRow, type SummaryRow } from '../../src/batch/summary/rows.js';
import { summaryWriter } from '../../src/batch/summary/writeSummary.js';
import { UsageError } from '../../src/model/errors.js';

const row: SummaryRow = {
  ...failedRow('in/a, "b".png', ''),
  ...{ status: 'done', panel: 1, panels: 1, plotBox: [1, 2, 30, 40], low: -1.5, high: 2, units: '°C' },
  ...{ warnings: ['one', 'two'], outputs: ['a.csv'], error: null },
};
const rows = [row, failedRow('b.png', 'there is no file b.png')];

describe('the summary of a batch', () => {
  it('is csv with a header, text with commas and quotes as RFC 4180 has it', async () => {
    const [head, first, second, end] = String(await summaryWriter('s.csv')(rows)).split('\n');
    expect(head).toMatch(/^file,status,sha256,page,panel,/);
    expect(first).toMatch(/^"in\/a, ""b""\.png",done,,,1,1,"1,2,30,40",,.*,one \| two,a\.csv,$/);
    expect(second).toMatch(/^b\.png,failed,,+there is no file b\.png$/);
    expect(end).toBe('');
  });

  it('is json with lists as lists', async () => {
    expect(JSON.parse(String(await summaryWriter('s.json')(rows)))).toEqual(rows);
  });

  it('is parquet with numbers as numbers, also where a column has none', async () => {
    for (const some of [rows, rows.slice(1), []]) {
      const bytes = (await summaryWriter('s.PARQUET')(some)) as Uint8Array;
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
      const read = await parquetReadObjects({ file });
      expect(read.map(({ file: name, low, plotBox, error }) => [name, low, plotBox, error])).toEqual(
        some.map(({ file: name, low, plotBox, error }) => [name, low, plotBox?.join() ?? null, error]),
      );
    }
  });

  it('is nothing else', () => {
    expect(() => summaryWriter('s.txt')).toThrow(UsageError);
    expect(() => summaryWriter('s.constructor')).toThrow(UsageError);
  });
});
