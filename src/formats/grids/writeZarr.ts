import { gzipSync } from 'node:zlib';
import type { GridStack } from '../../grid/stack.js';
import type { Grid } from '../../model/types.js';
import { littleEndianBytes } from '../numbers/littleEndian.js';
import type { FolderContent } from '../output/content.js';
import { type CfArray, type CfVariable, cfDataset, chunkShape } from './cf/dataset.js';

/** Beyond this gzip gains a few per cent at several times the work. */
const compressionLevel = 4;

/**
 * A grid, or a film of grids, as a Zarr store of version 3: the variables and attributes of `writeNetcdf` as arrays of one
 * group with consolidated metadata, in gzipped chunks of whole rows, one frame at most. xarray opens it as a data set.
 *
 * https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html
 */
export function writeZarr(grid: Grid | GridStack): FolderContent {
  const { variables, attributes } = cfDataset(grid);
  const metadata = Object.fromEntries(variables.map((variable) => [variable.name, arrayMetadata(variable)]));
  const group = {
    zarr_format: 3,
    node_type: 'group',
    attributes,
    consolidated_metadata: { kind: 'inline', must_understand: false, metadata },
  };
  return {
    *files() {
      yield ['zarr.json', JSON.stringify(group, null, 2)];
      for (const variable of variables) {
        yield [`${variable.name}/zarr.json`, JSON.stringify(metadata[variable.name], null, 2)];
        for (const [place, numbers] of chunksOf(variable))
          yield [
            `${variable.name}/c/${place.join('/')}`,
            gzipSync(littleEndianBytes(numbers), { level: compressionLevel }),
          ];
      }
    },
  };
}

const typeOf = (numbers: CfArray): string =>
  numbers instanceof Float64Array ? 'float64' : numbers instanceof Float32Array ? 'float32' : 'int8';

function arrayMetadata({ planes, shape, dimensions, attributes }: CfVariable) {
  const data_type = typeOf(planes[0]!);
  return {
    zarr_format: 3,
    node_type: 'array',
    shape,
    data_type,
    chunk_grid: { name: 'regular', configuration: { chunk_shape: chunkShape(shape) } },
    chunk_key_encoding: { name: 'default', configuration: { separator: '/' } },
    fill_value: data_type === 'int8' ? 0 : 'NaN',
    codecs: [
      { name: 'bytes', configuration: { endian: 'little' } },
      { name: 'gzip', configuration: { level: compressionLevel } },
    ],
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : [...value],
      ]),
    ),
    dimension_names: dimensions,
  };
}

/** The chunks of a variable and their places among them; the last rows are made up to a whole chunk with nought. */
function* chunksOf({ planes, shape }: CfVariable): Generator<[place: number[], numbers: CfArray]> {
  const chunk = chunkShape(shape);
  const size = chunk.reduce((a, b) => a * b, 1);
  for (const [frame, plane] of planes.entries())
    for (let k = 0; k * size < plane.length; k++) {
      const numbers = plane.subarray(k * size, (k + 1) * size);
      const place = shape.length === 1 ? [k] : [...(shape.length === 3 ? [frame] : []), k, 0];
      yield [place, numbers.length === size ? numbers : madeUp(numbers, size)];
    }
}

function madeUp(numbers: CfArray, size: number): CfArray {
  const whole = new (numbers.constructor as new (length: number) => CfArray)(size);
  whole.set(numbers);
  return whole;
}
