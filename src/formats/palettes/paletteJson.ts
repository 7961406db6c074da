import { version } from '../../model/version.js';
import type { Distortion } from '../../palette/measures/distortion.js';
import { entriesOf } from '../../palette/sweep.js';
import type { PaletteRun } from './runPalettes.js';

/** What is told of a picture's palettes, as plain data: the same run gives the same. */
export function paletteJson({ file, settings, colours, swept, drawn }: PaletteRun): object {
  const { raster, sha256, size, name = null } = file;
  return {
    picture: name,
    sha256,
    width: raster.width,
    height: raster.height,
    distinctColours: colours.counts.length,
    bytes: size,
    palettes: swept.palettes.map(({ k, palette, distortion, medianCut, random }, at) => ({
      k,
      colours: entriesOf(palette).map((entry) => ({
        ...entry,
        share: rounded(entry.share, 6),
        names: entry.names.map((near) => ({ name: near.name, deltaE: rounded(near.deltaE, 2) })),
      })),
      distortion: { ...plain(distortion), bytes: drawn[at]!.length },
      medianCut: plain(medianCut),
      random: plain(random),
    })),
    elbow: swept.elbow,
    options: settings,
    version,
  };
}

const plain = ({ rmse, psnr, deltaE }: Distortion) => ({
  rmse: rounded(rmse, 4),
  psnr: psnr === null ? null : rounded(psnr, 2),
  deltaE: { mean: rounded(deltaE.mean, 3), p95: rounded(deltaE.p95, 3) },
});

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));
