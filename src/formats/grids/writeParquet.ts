import type { Grid } from '../../model/types.js';

/**
 * A grid as a Parquet table, what csv's long form holds: a row for each pixel, row by row from the top, with its `x`, `y`
 * and `value` (doubles), and its standard error `sigma` (float) where the grid has any. Masked values are null. Units and
 * where the numbers come from are in the file's metadata.
 */
export async function writeParquet(grid: Grid): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const { width, height, values, sigma, mask, x, y, units, provenance } = grid;
  const withSigma = sigma.some((s) => Number.isFinite(s));
  const orNull = (numbers: Float64Array | Float32Array): (number | null)[] => {
    const column = new Array<number | null>(numbers.length).fill(null);
    for (let i = 0; i < numbers.length; i++)
      if (mask[i] === 1 && !Number.isNaN(numbers[i])) column[i] = numbers[i]!;
    return column;
  };
  const xs = new Float64Array(values.length);
  const ys = new Float64Array(values.length);
  for (let row = 0; row < height; row++) {
    xs.set(x, row * width);
    ys.fill(y[row]!, row * width, (row + 1) * width);
  }
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'x', type: 'DOUBLE', nullable: false, data: xs },
        { name: 'y', type: 'DOUBLE', nullable: false, data: ys },
        { name: 'value', type: 'DOUBLE', nullable: true, data: orNull(values) },
        ...(withSigma
          ? [{ name: 'sigma', type: 'FLOAT' as const, nullable: true, data: orNull(sigma) }]
          : []),
      ],
      createdBy: `unhue ${provenance.version}`,
      kvMetadata: [
        ...(units === undefined ? [] : [{ key: 'units', value: units }]),
        { key: 'unhue', value: JSON.stringify(provenance) },
      ],
    }),
  );
}
