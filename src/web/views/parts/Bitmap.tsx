import { useEffect, useRef } from 'preact/hooks';
import type { Picture } from '../../engine/calls/calls.js';

/** A picture that came from the worker. The canvas takes the bitmap over, without another copy. */
export function Bitmap({ picture, label }: { readonly picture: Picture; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { bitmap } = picture;
  useEffect(() => {
    const { current } = canvas;
    if (!current || bitmap.width === 0) return;
    current.width = bitmap.width;
    current.height = bitmap.height;
    current.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
  }, [bitmap]);
  return <canvas ref={canvas} role="img" aria-label={label} />;
}
