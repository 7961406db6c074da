/** A kernel of resampling: its weight at a distance, and how far it reaches, in source pixels when enlarging. */
interface Kernel {
  readonly reach: number;
  weight(distance: number): number;
}

const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** The kernels that screenshots and web servers use. */
export const kernels = {
  linear: { reach: 1, weight: (d) => Math.max(0, 1 - Math.abs(d)) },
  /** Keys, 1981, a = −½ (DOI 10.1109/TASSP.1981.1163711). */
  cubic: {
    reach: 2,
    weight: (d) => {
      const x = Math.abs(d);
      if (x >= 2) return 0;
      return x < 1 ? 1.5 * x ** 3 - 2.5 * x ** 2 + 1 : -0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2;
    },
  },
  lanczos: { reach: 3, weight: (d) => (Math.abs(d) < 3 ? sinc(d) * sinc(d / 3) : 0) },
} satisfies Readonly<Record<string, Kernel>>;

export type KernelName = keyof typeof kernels;

/** Planes of one picture, each row-major, interleaved by channel. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: ArrayLike<number>;
}

/**
 * Resamples a plane: pixel centres at i + ½ in both; when shrinking the kernel widens, as it has to. Beyond the border
 * the weights are shared out among the pixels that there are. Nothing is clipped.
 *
 * @returns channels × width × height values
 */
export function resampled(plane: Plane, width: number, height: number, kernel: KernelName): Float64Array {
  const { channels } = plane;
  const across = weightsOf(plane.width, width, kernels[kernel]);
  const middle = new Float64Array(channels * width * plane.height);
  for (let y = 0; y < plane.height; y++)
    for (let x = 0; x < width; x++)
      for (const [source, weight] of across[x]!)
        for (let c = 0; c < channels; c++)
          middle[channels * (y * width + x) + c]! +=
            weight * plane.values[channels * (y * plane.width + source) + c]!;
  const down = weightsOf(plane.height, height, kernels[kernel]);
  const result = new Float64Array(channels * width * height);
  const line = channels * width;
  for (let y = 0; y < height; y++)
    for (const [source, weight] of down[y]!)
      for (let i = 0; i < line; i++) result[y * line + i]! += weight * middle[source * line + i]!;
  return result;
}

/** For each target pixel the source pixels that it is made of, with weights of sum 1. */
function weightsOf(from: number, to: number, { reach, weight }: Kernel): [number, number][][] {
  const stretch = Math.max(1, from / to);
  return Array.from({ length: to }, (_, i) => {
    const centre = ((i + 0.5) * from) / to - 0.5;
    const taps: [number, number][] = [];
    let total = 0;
    const last = Math.min(from - 1, Math.floor(centre + reach * stretch));
    for (let s = Math.max(0, Math.ceil(centre - reach * stretch)); s <= last; s++) {
      const w = weight((s - centre) / stretch);
      if (w === 0) continue;
      taps.push([s, w]);
      total += w;
    }
    return taps.map(([s, w]) => [s, w / total]);
  });
}
