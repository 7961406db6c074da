import { useEffect, useRef } from 'preact/hooks';

interface KeptBitmapProps {
  readonly bitmap: ImageBitmap;
  /** What it shows, for those who do not see it; absent where others say it. */
  readonly label?: string;
}

/** A bitmap that stays whole, for what comes and goes, and smoothly scaled, unlike a canvas that takes it over. */
export function KeptBitmap({ bitmap, label }: KeptBitmapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0), [bitmap]);
  return (
    <canvas
      ref={canvas}
      width={bitmap.width}
      height={bitmap.height}
      {...(label !== undefined && { role: 'img', 'aria-label': label })}
    />
  );
}
