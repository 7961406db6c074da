import type { Box, Raster, Rgb } from '../../../model/types.js';
import { likeliestTexts } from './beam.js';
import type { Convolution, Layer } from './convolution.js';
import { inkImage } from './inkImage.js';
import type { LabelCandidate } from './label.js';
import { frames } from './network.js';
import { unpack } from './unpack.js';
import { fastestConvolution } from './vectorConvolution.js';

interface Network {
  readonly layers: readonly Layer[];
  readonly classes: string;
  readonly convolve: Convolution;
}

let network: Promise<Network> | undefined;

/** The network, loaded when the first label comes: figures without text never wait for it. */
function trained(): Promise<Network> {
  network ??= import('./weights.js').then(({ stored }) => ({
    layers: unpack(stored),
    classes: stored.classes,
    convolve: fastestConvolution(),
  }));
  return network;
}

/** The package's own label reader: a small convolutional network, the same to the bit wherever it runs. */
export async function readLabel(raster: Raster, page: Rgb, box: Box): Promise<LabelCandidate[]> {
  const image = inkImage(raster, page, box);
  if (image === null) return [];
  const { layers, classes, convolve } = await trained();
  return likeliestTexts(frames(layers, image, convolve), classes);
}
