import { framesOf, type GridStack } from '../../../grid/stack.js';
import { PixelKind } from '../../../model/pixelKind.js';
import type { Grid } from '../../../model/types.js';
import { blanked } from '../../numbers/blanked.js';
import { cfCoordinates, cfUnits } from './coordinates.js';

export type CfArray = Float64Array | Float32Array | Int8Array;

/** A variable: one array of all its numbers, or one for each frame of a film, in the order of its dimensions. */
export interface CfVariable {
  readonly name: string;
  readonly dimensions: readonly string[];
  readonly shape: readonly number[];
  readonly planes: readonly CfArray[];
  /** A coordinate variable, which has the name of its dimension. */
  readonly isCoordinate: boolean;
  /** Masked numbers are NaN. */
  readonly hasFill: boolean;
  readonly attributes: Readonly<Record<string, string | Int8Array>>;
}

/** A grid, or a film of grids, as variables and attributes after the CF conventions 1.11. */
export interface CfDataset {
  readonly variables: readonly CfVariable[];
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * A grid as the variables `value`, `sigma` and `kind` on its coordinates, in the order of the grid: the first row is the
 * figure's top, so that a y coordinate that grows upwards descends. Grids without standard errors have no `sigma`.
 */
export function cfDataset(grid: Grid | GridStack): CfDataset {
  const frames = framesOf(grid);
  const first = frames[0]!;
  const { x, y } = cfCoordinates(first);
  const film = 'frames' in grid;
  const dimensions = [...(film ? ['time'] : []), y.name, x.name];
  const shape = [...(film ? [frames.length] : []), first.height, first.width];
  const withSigma = frames.some(({ sigma }) => sigma.some((s) => Number.isFinite(s)));
  const withKind = frames.every(({ kind }) => kind !== undefined);
  const field = { dimensions, shape, isCoordinate: false };
  const units = first.units === undefined ? {} : { units: cfUnits(first.units) };
  const ancillary = [...(withSigma ? ['sigma'] : []), ...(withKind ? ['kind'] : [])].join(' ');
  const coordinates = [
    ...(film ? [coordinateVariable(timeOfFrames, grid.time)] : []),
    coordinateVariable(y, first.y),
    coordinateVariable(x, first.x),
  ];
  const fields: CfVariable[] = [
    {
      ...field,
      name: 'value',
      planes: frames.map(({ values, mask }) => blanked(values, mask)),
      hasFill: true,
      attributes: {
        long_name: 'value recovered from the figure',
        ...units,
        ...(ancillary && { ancillary_variables: ancillary }),
      },
    },
  ];
  if (withSigma)
    fields.push({
      ...field,
      name: 'sigma',
      planes: frames.map(({ sigma, mask }) => blanked(sigma, mask)),
      hasFill: true,
      attributes: { long_name: 'standard error of the value', ...units },
    });
  if (withKind)
    fields.push({
      ...field,
      name: 'kind',
      planes: frames.map(({ kind }) => Int8Array.from(kind!)),
      hasFill: false,
      attributes: { long_name: 'what the figure shows there', ...flags },
    });
  return { variables: [...coordinates, ...fields], attributes: provenanceOf(grid, first) };
}

const timeOfFrames = { name: 'time', attributes: { long_name: 'time since the first frame', units: 's' } };

const coordinateVariable = (
  { name, attributes }: Pick<CfVariable, 'name' | 'attributes'>,
  centres: Float64Array,
): CfVariable => ({
  name,
  attributes,
  dimensions: [name],
  shape: [centres.length],
  planes: [centres],
  isCoordinate: true,
  hasFill: false,
});

/** CF's words are of letters, digits and underscores. */
const flags = {
  flag_values: Int8Array.from(Object.values(PixelKind)),
  flag_meanings: Object.keys(PixelKind)
    .map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
    .join(' '),
};

function provenanceOf(grid: Grid | GridStack, { provenance, crs }: Grid): Record<string, string> {
  const { version, sha256, options } = provenance;
  return {
    Conventions: 'CF-1.11',
    title: 'Values recovered from a figure',
    source: `unhue ${version}`,
    ...(sha256 !== undefined && { unhue_sha256: sha256 }),
    unhue_options: JSON.stringify(options),
    ...('ranges' in grid && { unhue_ranges: JSON.stringify(grid.ranges) }),
    ...(crs !== undefined && { crs: `EPSG:${crs}` }),
  };
}

/** Numbers in one chunk of a stored array (8 MB of doubles): whole rows, so that a chunk is a run of the plane. */
const chunkNumbers = 1 << 20;

/** The shape of the chunks that an array is stored in: rows of one frame, as many as a chunk holds. */
export function chunkShape(shape: readonly number[]): number[] {
  if (shape.length === 1) return [...shape];
  const [rows, columns] = [shape.at(-2)!, shape.at(-1)!];
  const together = Math.min(rows, Math.max(1, Math.floor(chunkNumbers / columns)));
  return [...(shape.length === 3 ? [1] : []), together, columns];
}
