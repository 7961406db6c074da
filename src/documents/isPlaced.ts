import type { RecoverOptions } from '../pipeline/plan/options.js';

/** Settings that speak of places in pixels: those of the page drawn as a whole. */
export const isPlaced = ({ plot = 'auto', colourbar, crop, corners, ticks }: RecoverOptions): boolean =>
  plot !== 'auto' ||
  typeof colourbar === 'object' ||
  crop !== undefined ||
  corners !== undefined ||
  typeof ticks?.[0] === 'object';
