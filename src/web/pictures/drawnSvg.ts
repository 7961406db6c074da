import { InputError } from '../../model/errors.js';

/**
 * What the browser makes of an svg, at the size that it says it has. As an image it runs no script and loads nothing.
 * The command line draws with another program: pixels differ where lines and letters are smoothed.
 *
 * @throws InputError if it cannot be drawn, or says no size
 */
export async function drawnSvg(svg: Blob, name: string): Promise<ImageBitmap> {
  const image = new Image();
  image.src = URL.createObjectURL(svg.slice(0, svg.size, 'image/svg+xml'));
  try {
    await image.decode();
    return await createImageBitmap(image);
  } catch (cause) {
    throw new InputError(`${name} is no svg that this browser can draw: is its size missing?`, name, {
      cause,
    });
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
