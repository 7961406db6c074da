/** A picture being drawn. Pixel (x, y) is centred at x, y: strokes count from pixel centres. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** 3 × width × height, sRGB 0…255. */
  readonly rgb: Float64Array;
  /** width × height; how much ink lies on each pixel, 0…1. */
  readonly ink: Float32Array;
}

export interface Pen {
  readonly grey: number;
  /** Pixels. */
  readonly width: number;
  readonly opacity: number;
}

export function blankCanvas(width: number, height: number, paper: readonly number[]): Canvas {
  const rgb = new Float64Array(3 * width * height);
  for (let i = 0; i < rgb.length; i++) rgb[i] = paper[i % 3]!;
  return { width, height, rgb, ink: new Float32Array(width * height) };
}

/** Straight strokes, four numbers each (x₀, y₀, x₁, y₁), anti-aliased by the distance of pixel centres; round ends. */
export function stroke(canvas: Canvas, segments: readonly number[], pen: Pen): void {
  const { width, height } = canvas;
  const cover = new Float32Array(width * height);
  const reach = pen.width / 2 + 0.5;
  let [first, last] = [height, -1];
  for (let s = 0; s < segments.length; s += 4) {
    const [x0, y0, x1, y1] = segments.slice(s, s + 4) as [number, number, number, number];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const square = dx * dx + dy * dy || 1;
    const right = Math.min(width - 1, Math.floor(Math.max(x0, x1) + reach));
    const bottom = Math.min(height - 1, Math.floor(Math.max(y0, y1) + reach));
    const top = Math.max(0, Math.ceil(Math.min(y0, y1) - reach));
    [first, last] = [Math.min(first, top), Math.max(last, bottom)];
    for (let y = top; y <= bottom; y++)
      for (let x = Math.max(0, Math.ceil(Math.min(x0, x1) - reach)); x <= right; x++) {
        const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / square));
        const share = reach - Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
        const i = y * width + x;
        // A thin stroke never covers a pixel wholly.
        cover[i] = Math.max(cover[i]!, Math.min(1, pen.width, Math.max(0, share)));
      }
  }
  blend(canvas, cover, pen, [first, last]);
}

/** A rectangle of whole pixels; right and bottom exclusive. */
export function fillRectangle(
  canvas: Canvas,
  [left, top, right, bottom]: readonly [number, number, number, number],
  grey: number,
): void {
  for (let y = top; y < bottom; y++) {
    const line = y * canvas.width;
    canvas.rgb.fill(grey, 3 * (line + left), 3 * (line + right));
    canvas.ink.fill(1, line + left, line + right);
  }
}

/** The one-pixel outline just inside a rectangle. */
export function outline(
  canvas: Canvas,
  [left, top, right, bottom]: readonly [number, number, number, number],
  grey: number,
): void {
  const [r, b] = [right - 1, bottom - 1];
  const sides = [left, top, r, top, r, top, r, b, r, b, left, b, left, b, left, top];
  // Half a pixel either side of the centres: exactly one pixel, no blends.
  const cover = new Float32Array(canvas.width * canvas.height);
  for (let s = 0; s < sides.length; s += 4)
    for (let y = Math.min(sides[s + 1]!, sides[s + 3]!); y <= Math.max(sides[s + 1]!, sides[s + 3]!); y++)
      for (let x = Math.min(sides[s]!, sides[s + 2]!); x <= Math.max(sides[s]!, sides[s + 2]!); x++)
        cover[y * canvas.width + x] = 1;
  blend(canvas, cover, { grey, width: 1, opacity: 1 });
}

/** Lays ink on rows of the picture, all of them unless told; cover too thin to change a byte is none. */
function blend(
  { width, height, rgb, ink }: Canvas,
  cover: Float32Array,
  { grey, opacity }: Pen,
  [first, last]: readonly [number, number] = [0, height - 1],
): void {
  for (let i = first * width; i < (last + 1) * width; i++) {
    const share = cover[i]! * opacity;
    if (share < 1 / 256) continue;
    ink[i] = Math.max(ink[i]!, share);
    for (let c = 0; c < 3; c++) rgb[3 * i + c]! += share * (grey - rgb[3 * i + c]!);
  }
}
