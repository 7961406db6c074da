import { isLongitudeLatitude } from '../../../grid/coordinates/geographic.js';
import type { Grid, GridAxis } from '../../../model/types.js';
import { isGeographic } from '../tiff/geographicCodes.js';

/** A coordinate variable after the CF conventions: its name, which is also that of its dimension, and its attributes. */
export interface CfCoordinate {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The coordinates of a grid's rows and of its columns: `lat` and `lon` where they are in such degrees, else `y` and `x`. */
export function cfCoordinates(grid: Grid): { readonly x: CfCoordinate; readonly y: CfCoordinate } {
  const { xAxis, yAxis, crs } = grid;
  // A geographic reference system says what axes count that have no units, or just degrees.
  const isMap = isLongitudeLatitude(grid) || (crs !== undefined && isGeographic(crs));
  const x = coordinate('x', xAxis && isMap ? { ...xAxis, units: 'degrees_east' } : xAxis);
  const y = coordinate('y', yAxis && isMap ? { ...yAxis, units: 'degrees_north' } : yAxis);
  // Two axes of longitudes are no map: they cannot share the name.
  return x.name === y.name ? { x: { ...x, name: 'x' }, y: { ...y, name: 'y' } } : { x, y };
}

function coordinate(side: 'x' | 'y', axis: GridAxis | undefined): CfCoordinate {
  if (axis === undefined) {
    const edge = side === 'x' ? 'left' : 'top';
    return { name: side, attributes: { long_name: `pixels from the ${edge} edge of the plot area` } };
  }
  const { units } = axis;
  switch (units) {
    case 'degrees_east':
      return { name: 'lon', attributes: { standard_name: 'longitude', units, axis: 'X' } };
    case 'degrees_north':
      return { name: 'lat', attributes: { standard_name: 'latitude', units, axis: 'Y' } };
    default: {
      const isTime = units?.startsWith('seconds since');
      return {
        name: side,
        attributes: {
          ...(isTime ? { standard_name: 'time' } : { long_name: `${side} of the figure` }),
          ...(units !== undefined && { units: cfUnits(units) }),
          // Without it GDAL knows no coordinates, and takes the first row for the lowest.
          ...(!isTime && { axis: side.toUpperCase() }),
        },
      };
    }
  }
}

/** Units as figures write them that UDUNITS, which CF goes by, knows by another name. */
const otherNames: Readonly<Record<string, string>> = {
  '°C': 'degC',
  '°F': 'degF',
  '°': 'degree',
  '‰': '1e-3',
};

export const cfUnits = (units: string): string => otherNames[units] ?? units;
