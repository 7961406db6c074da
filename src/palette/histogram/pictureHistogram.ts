import { findLayout } from '../../figure/layout/layout.js';
import { pictureColours } from '../../locus/colours/pictureColours.js';
import type { Raster } from '../../model/types.js';
import { crop } from '../../raster/crop.js';
import { type ComparedIn, weightedColours } from '../colours/space.js';
import { type ColourHistogram, histogramOf } from './colourHistogram.js';

/**
 * The histogram of the colours that a picture is about: of a figure on a page, those of its plot areas without what is
 * drawn over the data; of any other picture, all.
 *
 * @param compressed the picture comes from a file with losses
 */
export function pictureHistogram(
  raster: Raster,
  { space, compressed }: { readonly space: ComparedIn; readonly compressed: boolean },
): ColourHistogram {
  const { page, panels } = findLayout(raster, compressed);
  if (page === null || panels.length === 0) {
    const { rgb, counts } = weightedColours(raster);
    return histogramOf(rgb, counts, space);
  }
  const plots = panels.map(({ inner }) => {
    const { rgb, plain, distinct } = pictureColours(crop(raster, inner));
    // Where all is ink by its looks, nothing is left out.
    return { rgb, counts: plain.some((count) => count > 0) ? plain : distinct.counts };
  });
  return histogramOf(
    Float64Array.from(plots.flatMap(({ rgb }) => [...rgb])),
    plots.flatMap(({ counts }) => [...counts]),
    space,
  );
}
