import { UsageError } from '../../model/errors.js';
import type { Grid } from '../../model/types.js';
import type { Piece } from '../output/content.js';

export interface GeojsonOptions {
  /** The levels to draw, in the units of the values. */
  readonly levels?: readonly number[];
}

/**
 * The areas in which a grid's values reach each level as GeoJSON (RFC 7946): a feature with a MultiPolygon for each
 * level, with the properties `level` and `units`. Coordinates are the grid's: longitude and latitude where its axes are,
 * as the standard wants them, else whatever they count.
 *
 * @throws UsageError without levels
 */
export async function writeGeojson(grid: Grid, { levels = [] }: GeojsonOptions = {}): Promise<Piece> {
  if (levels.length === 0)
    throw new UsageError('levels expects the values at which GeoJSON contours are to be drawn', 'levels');
  const { contoursOf } = await import('../../grid/contours.js');
  const { units = null, provenance } = grid;
  const features = contoursOf(grid, levels).map(({ level, polygons }) => ({
    type: 'Feature',
    properties: { level, units },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  }));
  // A line for each feature, so that the file can be looked at.
  const lines = features.map((feature) => JSON.stringify(feature)).join(',\n');
  const head = JSON.stringify({ type: 'FeatureCollection', provenance }).slice(0, -1);
  return `${head},"features":[\n${lines}\n]}\n`;
}
