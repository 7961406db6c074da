import type { Box, Raster, Rgb } from '../../../model/types.js';
import { likeliestTexts } from './beam.js';
import { inkImage } from './inkImage.js';
import type { LabelCandidate } from './label.js';
import { frames, type Layer } from './network.js';
import { unpack } from './unpack.js';

interface Network {
  readonly layers: readonly Layer[];
  readonly classes: string;
}

let network: Promise<Network> | undefined;

/** The network, loaded when the first label comes: figures without text never wait for it. */
function trained(): Promise<Network> {
  network ??= import('./weights.js').then(({ stored }) => ({
    layers: unpack(stored),
    classes: stored.classes,
  }));
  return network;
}

/** The package's own label reader: a small convolutional network, in plain arithmetic, the same wherever it runs. */
export async function readLabel(raster: Raster, page: Rgb, box: Box): Promise<LabelCandidate[]> {
  const image = inkImage(raster, page, box);
  if (image === null) return [];
  const { layers, classes } = await trained();
  return likeliestTexts(frames(layers, image), classes);
}
