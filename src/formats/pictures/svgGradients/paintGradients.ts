import type { Gradient, Raster } from '../../../model/types.js';

/** A pixel of a gradient is its colour mixed with the page's, to this distance (sRGB units): else something lies on it. */
const mixed = 16;

/**
 * A picture with the gradients' own colours in place of those that smoothing has mixed with the page's: the seams between
 * thin pieces take most of a bar's pixels.
 */
export function paintGradients(picture: Raster, gradients: readonly Gradient[]): Raster {
  if (gradients.length === 0) return picture;
  const { width, height } = picture;
  const data = picture.data.slice();
  for (const { box, orientation, colours, places } of gradients) {
    const isUpright = orientation === 'vertical';
    const isStepped = places.length > colours.length / 3;
    let k = 0;
    const [from, to] = isUpright ? [box.top, box.bottom] : [box.left, box.right];
    for (let line = Math.max(0, Math.ceil(from)); line < Math.floor(to); line++) {
      const share = (line + 0.5 - from) / (to - from);
      const at = isUpright ? 1 - share : share;
      while (k > 0 && places[k]! > at) k--;
      while (k + 2 < places.length && places[k + 1]! <= at) k++;
      const f = isStepped ? 0 : (at - places[k]!) / (places[k + 1]! - places[k]!);
      const colour = [0, 1, 2].map((c) => {
        const here = colours[3 * k + c]!;
        return f === 0 ? here : here + f * (colours[3 * k + 3 + c]! - here);
      });
      const [near, far] = isUpright ? [box.left, box.right] : [box.top, box.bottom];
      const most = isUpright ? width : height;
      if (line >= (isUpright ? height : width)) break;
      for (let side = Math.max(0, Math.ceil(near)); side < Math.min(most, Math.floor(far)); side++) {
        const o = 4 * (isUpright ? line * width + side : side * width + line);
        if (isMixed(data, o, colour)) data.set([...colour, 255], o);
      }
    }
  }
  return { ...picture, data };
}

/** Whether a pixel has a colour or one between it and that of the page, which the picture's corner has. */
function isMixed(data: Uint8ClampedArray, o: number, colour: readonly number[]): boolean {
  let [along, length] = [0, 0];
  for (let c = 0; c < 3; c++) {
    const way = data[c]! - colour[c]!;
    along += way * (data[o + c]! - colour[c]!);
    length += way * way;
  }
  const f = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
  return Math.hypot(...colour.map((v, c) => data[o + c]! - v - f * (data[c]! - v))) <= mixed;
}
