import type { Colourmap } from '../../model/types.js';

/** The same map with its other end at position 0. */
export function reversedColourmap(colourmap: Colourmap): Colourmap {
  const { colours, positions, bands: edges, below, above, ...rest } = colourmap;
  const n = positions.length;
  const turned = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) turned.set(colours.subarray(3 * i, 3 * i + 3), 3 * (n - 1 - i));
  return {
    ...rest,
    colours: turned,
    positions: positions.map((t) => 1 - t).reverse(),
    ...(edges && { bands: edges.map((t) => 1 - t).reverse() }),
    ...(above && { below: above }),
    ...(below && { above: below }),
  };
}
