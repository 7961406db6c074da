import type { Raster } from '../../model/types.js';
import { paintGradients } from './svgGradients/paintGradients.js';
import { svgGradients } from './svgGradients/svgGradients.js';
import { svgText } from './svgText/svgText.js';

/**
 * A drawing's (svg) picture with what the drawing itself says of it: its text and its gradients, whose colours are put right.
 *
 * @param svg plain xml
 * @param picture what was drawn of it
 */
export function withSvgFacts(svg: string, picture: Raster): Raster {
  const text = svgText(svg, picture);
  const { gradients, lines } = svgGradients(svg, picture);
  return {
    ...paintGradients(picture, gradients),
    ...(text.length > 0 && { text }),
    // Lines serve to place a bar's labels.
    ...(gradients.length > 0 && { gradients, lines }),
  };
}
