import type { FileHandle } from 'node:fs/promises';
import type { GridFrame } from '../../../model/types.js';
import type { GridBlock } from '../../../pipeline/blocks/decodeBlock.js';

/** Writes the blocks of a grid at their places in a file, each as soon as it is known. */
export interface BlockWriter {
  readonly put: (block: GridBlock) => Promise<void>;
  /** Completes the file once all blocks are written. */
  readonly end: () => Promise<void>;
}

/** Begins a file of a format. */
export type OpenBlocks = (file: FileHandle, grid: GridFrame) => Promise<BlockWriter>;

/** Writes all of the bytes, at a place in the file. */
export async function writeAt(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await file.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
}
