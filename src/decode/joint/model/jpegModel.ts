import type { JpegCoefficients } from '../../../jpeg/coefficients.js';
import type { ColourChannel } from './colourTable.js';

/** A JPEG's coefficients over an area of whole blocks, as a data term for the field that was drawn. */
export interface JpegModel {
  readonly width: number;
  readonly height: number;
  /** Blocks that show the field, by how their samples cover the pixels. */
  readonly samplings: readonly BlockSampling[];
}

/** Blocks of the components that share one sampling: luma, and chroma at every pixel or every other one. */
export interface BlockSampling {
  /** Pixels of the picture per sample. */
  readonly stepX: number;
  readonly stepY: number;
  /** For each block: index of its first pixel in the area. */
  readonly origins: Int32Array;
  /**
   * For each block: where its 64 entries of `shows` begin; −1 for the many whose samples all show the field. The others
   * hold pixels outside the plot or drawn over, whose colours are those that the file gives them.
   */
  readonly partial: Int32Array;
  /** 1 for samples of which all pixels are valid. */
  readonly shows: Uint8Array;
  readonly channels: readonly BlockChannel[];
}

export interface BlockChannel {
  readonly channel: ColourChannel;
  /** For each block: where its 64 quantised coefficients begin. */
  readonly first: Int32Array;
  readonly coefficients: Int16Array;
  /** 64 quantiser steps. */
  readonly quantisation: ArrayLike<number>;
}

const channels: readonly ColourChannel[] = ['luma', 'blue', 'red'];

/**
 * Collects the blocks of an area that show any of its field.
 *
 * @param left column of the file's picture at which the area begins: where blocks of all components do; `top` likewise
 * @param mask 1 = valid pixel of the area, whose sides are whole blocks of all components; a plane of its own, not a part of one
 */
export function jpegModel(
  jpeg: JpegCoefficients,
  left: number,
  top: number,
  mask: Uint8Array,
  width: number,
  height: number,
): JpegModel {
  const samplings: (BlockSampling & { readonly channels: BlockChannel[] })[] = [];
  jpeg.components.forEach((component, c) => {
    const stepX = jpeg.largestHorizontal / component.horizontal;
    const stepY = jpeg.largestVertical / component.vertical;
    let sampling = samplings.find((s) => s.stepX === stepX && s.stepY === stepY);
    if (sampling === undefined) {
      sampling = { stepX, stepY, ...showingBlocks(mask, width, height, stepX, stepY), channels: [] };
      samplings.push(sampling);
    }
    sampling.channels.push({
      channel: channels[c]!,
      first: sampling.origins.map((origin) => {
        const column = (left + (origin % width)) / (8 * stepX);
        const row = (top + Math.floor(origin / width)) / (8 * stepY);
        return 64 * (row * component.blocksWide + column);
      }),
      coefficients: component.coefficients,
      quantisation: component.quantisation,
    });
  });
  return { width, height, samplings };
}

/** The blocks that have a sample all of whose pixels are valid. */
function showingBlocks(
  mask: Uint8Array,
  width: number,
  height: number,
  stepX: number,
  stepY: number,
): Pick<BlockSampling, 'origins' | 'partial' | 'shows'> {
  const origins: number[] = [];
  const partial: number[] = [];
  const shows: number[] = [];
  const block = new Uint8Array(64);
  const fours = new Uint32Array(mask.buffer, mask.byteOffset, mask.length >> 2);
  for (let y = 0; y < height; y += 8 * stepY)
    for (let x = 0; x < width; x += 8 * stepX) {
      const origin = y * width + x;
      if (isWhole(fours, origin, width, 8 * stepX, 8 * stepY)) {
        origins.push(origin);
        partial.push(-1);
        continue;
      }
      let count = 0;
      for (let i = 0; i < 64; i++) {
        const first = origin + (i >> 3) * stepY * width + (i & 7) * stepX;
        let valid = 1;
        for (let v = 0, p = first; v < stepY; v++, p += width)
          for (let u = 0; u < stepX; u++) valid &= mask[p + u]!;
        block[i] = valid;
        count += valid;
      }
      if (count === 0) continue;
      origins.push(origin);
      partial.push(shows.length);
      shows.push(...block);
    }
  return {
    origins: Int32Array.from(origins),
    partial: Int32Array.from(partial),
    shows: Uint8Array.from(shows),
  };
}

/** Whether all pixels of a block are valid, which begins at a multiple of four: four of them at a time. */
function isWhole(fours: Uint32Array, origin: number, width: number, across: number, down: number): boolean {
  for (let v = 0, first = origin >> 2; v < down; v++, first += width >> 2)
    for (let k = first; k < first + (across >> 2); k++) if (fours[k] !== fourValid) return false;
  return true;
}

const fourValid = 0x01010101;
