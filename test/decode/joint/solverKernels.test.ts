import { describe, expect, it } from 'vitest';
import { blockPrecondition } from '../../../src/decode/joint/blockPrecondition.js';
import { blockVariance } from '../../../src/decode/joint/blockVariance.js';
import { fastNormal } from '../../../src/decode/joint/fastNormal.js';
import { bendForm, jumpPrior, smoothPrior } from '../../../src/decode/joint/fieldPrior.js';
import { errorParts, jointSigma, tileSigma } from '../../../src/decode/joint/jointSigma.js';
import { blockMisfit, solveArea } from '../../../src/decode/joint/jointSolve.js';
import type { SolverKernels } from '../../../src/decode/joint/kernels/kernelTypes.js';
import { solverKernels } from '../../../src/decode/joint/kernels/solverKernels.js';
import { colourTable } from '../../../src/decode/joint/model/colourTable.js';
import { jpegModel } from '../../../src/decode/joint/model/jpegModel.js';
import { jpegNormal } from '../../../src/decode/joint/model/jpegNormal.js';
import type { JpegCoefficients } from '../../../src/jpeg/coefficients.js';
import { randomSource } from '../../../src/numeric/randomSource.js';
import { fixtureColourmap } from '../../bench/syntheticFigure.js';

const width = 48;
const height = 32;
const pixels = width * height;
const table = colourTable(fixtureColourmap());

/** Random coefficients, the most in low waves, with chroma at every pixel or at every other one. */
function someJpeg(shared: number): JpegCoefficients {
  const random = randomSource(shared);
  return {
    width,
    height,
    colourModel: 'ycc',
    largestHorizontal: shared,
    largestVertical: shared,
    progressive: false,
    components: [shared, 1, 1].map((sampling, c) => {
      const blocks = (width / shared / 8) * sampling;
      const down = (height / shared / 8) * sampling;
      return {
        horizontal: sampling,
        vertical: sampling,
        blocksWide: blocks,
        blocksHigh: down,
        quantisation: Uint16Array.from({ length: 64 }, (_, i) => 3 + (i >> 2) + 2 * c + (i & 3)),
        coefficients: Int16Array.from({ length: 64 * blocks * down }, (_, j) =>
          Math.round((random() - 0.5) * (60 / (1 + (j % 64)))),
        ),
      };
    }),
  };
}

const someField = (seed: number): Float32Array => {
  const random = randomSource(seed);
  return Float32Array.from({ length: pixels }, () => random());
};
const whole = new Uint8Array(pixels).fill(1);
const holed = whole.slice();
for (let y = 5; y < 22; y++) holed.fill(0, y * width + 9, y * width + 14);
for (let x = 0; x < width; x += 7) holed[25 * width + x] = 0;

function kernelsFor(): SolverKernels {
  const kernels = solverKernels();
  if (kernels === undefined) throw new Error('this engine has no WebAssembly with vectors');
  kernels.reset(pixels);
  return kernels;
}
const copied = (kernels: SolverKernels, plane: Float32Array): Float32Array => {
  const own = kernels.floats(plane.length);
  own.set(plane);
  return own;
};
const expectAlike = (found: Float32Array, plain: Float32Array, part = 1e-5): void => {
  const largest = plain.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  expect(found.reduce((most, v, i) => Math.max(most, Math.abs(v - plain[i]!)), 0)).toBeLessThan(
    part * largest,
  );
};

const masks = [
  ['whole', whole],
  ['with holes', holed],
] as const;
const cases = masks.flatMap(([name, mask]) => [1, 2].map((shared) => ({ name, mask, shared })));

describe.each(cases)(
  'kernels, of a picture $name, $shared × $shared pixels a chroma sample',
  ({ mask, shared }) => {
    const model = jpegModel(someJpeg(shared), 0, 0, mask, width, height);
    const t = someField(3);

    it('give what the plain normal equations give', () => {
      const kernels = kernelsFor();
      const d = someField(4);
      const [to, plainTo] = [copied(kernels, d), d.slice()];
      const [fast, plain] = [
        fastNormal(model, table, copied(kernels, t), kernels),
        jpegNormal(model, table, t),
      ];
      fast.apply(copied(kernels, d), to);
      plain.apply(d, plainTo);
      expectAlike(fast.downhill, plain.downhill);
      expectAlike(to, plainTo);
    });

    it('precondition as plain code does', () => {
      const kernels = kernelsFor();
      const gradient = someField(5).map((v, i) => v * mask[i]!);
      const stiffness = { slope: 2, bend: 40 };
      const [to, plainTo] = [kernels.floats(pixels), new Float32Array(pixels)];
      blockPrecondition(
        model,
        table,
        copied(kernels, t),
        mask,
        stiffness,
        kernels,
      )(copied(kernels, gradient), to);
      blockPrecondition(model, table, t, mask, stiffness)(gradient, plainTo);
      expectAlike(to, plainTo);
    });

    it.each([
      ['bends', { slope: 0, bend: 40 }],
      ['steps', { slope: 20, bend: 0 }],
      ['nothing', { slope: 0, bend: 0 }],
    ])('leave unknown what plain code does, by %s', (_, stiffness) => {
      const kernels = kernelsFor();
      const field = t.map((v) => 0.5 + (v - 0.5) / 20);
      expectAlike(
        blockVariance(model, table, copied(kernels, field), mask, stiffness, kernels),
        blockVariance(model, table, field, mask, stiffness),
      );
    });

    it('give positions and standard errors that plain code gives, of a plot that begins and ends within blocks', () => {
      const plot = { left: 0, top: 5, right: 46, bottom: 32 };
      const valid = mask.map((m, i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        return x >= plot.left && x < plot.right && y >= plot.top && y < plot.bottom ? m : 0;
      });
      const random = randomSource(8);
      const solved = t.map((v, i) => (1.2 * v - 0.1) * valid[i]!);
      const from = t.map((v, i) => (v + 0.1 * random()) * valid[i]!);
      const variance = Float32Array.from({ length: pixels / 64 }, () => 1e-4 * random());
      const part = { coefficients: someJpeg(shared), left: 0, top: 0, width, height, plot, from, valid };
      const plain = jointSigma(part, solved, variance, errorParts.smooth);
      const kernels = kernelsFor();
      const all = { left: 0, top: 0, right: width, bottom: height };
      const tile = { model, mask: valid, start: from, within: all, kept: all, t: copied(kernels, solved) };
      const found = tileSigma(plot, tile, copied(kernels, variance), errorParts.smooth, kernels);
      expect(found.box).toEqual({ left: 0, top: 0, right: 46, bottom: 27 });
      for (const [plane, expected] of [
        [found.t, plain.t],
        [found.sigma, plain.sigma],
      ] as const) {
        expect(plane.map((v) => (Number.isNaN(v) ? 1 : 0))).toEqual(
          expected.map((v) => (Number.isNaN(v) ? 1 : 0)),
        );
        const known = (of: Float32Array) => of.filter((_, i) => !Number.isNaN(expected[i]!));
        expectAlike(known(plane), known(expected));
      }
    });

    it('leave what plain code does of the coefficients', () => {
      const kernels = kernelsFor();
      const found = blockMisfit(model, table, copied(kernels, t), kernels);
      const plain = blockMisfit(model, table, t);
      expect(found.some((m) => m > 0)).toBe(true);
      expect(found.map((m) => (Number.isNaN(m) ? 1 : 0))).toEqual(
        plain.map((m) => (Number.isNaN(m) ? 1 : 0)),
      );
      const numbers = (of: Float32Array) => of.filter((m) => !Number.isNaN(m));
      expectAlike(numbers(found), numbers(plain));
    });

    it('resist bends as plain code does', () => {
      const kernels = kernelsFor();
      const field = someField(6);
      const [to, plainTo] = [kernels.floats(pixels), new Float32Array(pixels)];
      bendForm(mask, width, height, 3, kernels)(copied(kernels, field), to);
      bendForm(mask, width, height, 3)(field, plainTo);
      expectAlike(to, plainTo);
    });

    it.each([
      ['smooth', smoothPrior(300)],
      ['jumps', jumpPrior(0.02)],
    ] as const)('solve as plain code does: %s', (_, prior) => {
      const start = t.map((v, i) => v * mask[i]!);
      const kernels = solverKernels();
      const plain = solveArea(model, table, prior, start, mask);
      // Means in single and in double precision may take slopes of two entries beside each other.
      expectAlike(solveArea(model, table, prior, start, mask, kernels), plain, 2e-3);
      // What one area left in the memory does not reach the next.
      expectAlike(solveArea(model, table, prior, start, mask, kernels), plain, 2e-3);
    });
  },
);
