import { bytesOfBase64 } from '../../../numeric/base64.js';
import { OUTPUT_GROUP } from '../../../numeric/wasm/convolutionCode.js';
import type { Layer } from './convolution.js';

/** A trained network as it is stored: what `test/figure/labels/training/export.py` writes. */
export interface StoredNetwork {
  readonly version: number;
  /** SHA-256 of the programs and settings that made it. */
  readonly madeBy: string;
  /** A character for each class; the blank comes behind them. */
  readonly classes: string;
  readonly layers: readonly StoredLayer[];
  /**
   * In base64, layer by layer: a signed byte for each weight, shape (outputs, rows, columns, inputs); behind the bytes
   * of all layers, in little-endian single floats, a scale and a bias for each output. A weight is its byte times the
   * scale of its output; batch normalisation is in both.
   */
  readonly data: string;
}

type StoredLayer = Omit<Layer, 'weights' | 'biases'>;

/** The version of the format that is understood here. */
const VERSION = 1;

/** @throws Error when the data do not have the size that the layers need: the file is damaged */
export function unpack(stored: StoredNetwork): Layer[] {
  const bytes = bytesOfBase64(stored.data);
  const sizes = stored.layers.map((l) => l.outputs * l.rows * l.columns * l.inputs);
  const weightBytes = sizes.reduce((a, b) => a + b, 0);
  const outputs = stored.layers.reduce((sum, l) => sum + l.outputs, 0);
  const expected = weightBytes + 8 * outputs;
  if (stored.version !== VERSION || bytes.length !== expected)
    throw new Error(
      `the label reader's network is damaged: expected version ${VERSION} and ${expected} bytes, got ${stored.version} and ${bytes.length}`,
    );
  const floats = new DataView(bytes.buffer, weightBytes);
  const whole = new Int8Array(bytes.buffer, 0, weightBytes);
  let weightAt = 0;
  let floatAt = 0;
  return stored.layers.map((layer, k) => {
    const taps = sizes[k]! / layer.outputs;
    const groups = Math.ceil(layer.outputs / OUTPUT_GROUP);
    const weights = new Float32Array(groups * OUTPUT_GROUP * taps);
    const biases = new Float32Array(groups * OUTPUT_GROUP);
    for (let o = 0; o < layer.outputs; o++) {
      const scale = floats.getFloat32(floatAt + 4 * o, true);
      const lane = o % OUTPUT_GROUP;
      const group = (o - lane) * taps;
      for (let i = 0; i < taps; i++)
        weights[group + i * OUTPUT_GROUP + lane] = whole[weightAt + o * taps + i]! * scale;
      biases[o] = floats.getFloat32(floatAt + 4 * (layer.outputs + o), true);
    }
    weightAt += sizes[k]!;
    floatAt += 8 * layer.outputs;
    return { ...layer, weights, biases };
  });
}
