import { type Command, Option } from 'commander';
import { crsArgument, levelsArgument, resampleArgument, stepArgument } from './arguments.js';

/** What the grid is to be like, and what is asked of it. */
export function addGridOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--resample <CxR>',
        'columns x rows of the grid: means of the pixels in each cell',
      ).argParser(resampleArgument('--resample')),
    )
    .addOption(
      new Option('--step <dx,dy>', 'the same in steps of the axes').argParser(stepArgument('--step')),
    )
    .addOption(
      new Option('--crs <EPSG:n>', 'coordinate reference system of the axes, for tif and nc').argParser(
        crsArgument('--crs'),
      ),
    )
    .addOption(
      new Option('--levels <v1,v2,…>', 'levels of contours in geojson').argParser(levelsArgument('--levels')),
    )
    .option('--at <points.csv>', 'print the values at these places, x and y in its columns of that name')
    .addOption(
      new Option('--areas <v1,v2,…>', 'print the area between these values').argParser(
        levelsArgument('--areas'),
      ),
    );
}
