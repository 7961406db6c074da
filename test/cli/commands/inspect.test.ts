import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figuresFolder } from '../../figures.js';
import { inFolder, runHere } from '../runUnhue.js';

const figure = join(figuresFolder, 'fig-inferno-log-png.png');

describe('unhue inspect', () => {
  it('prints the findings in the form that the options of recover take', () =>
    inFolder(async (folder) => {
      const { code, stdout, stderr } = await runHere(['inspect', figure], folder);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/plot +80,58,477,427 +0\.\d\d/);
      expect(stdout).toMatch(/colourbar +502,58,520,427 vertical/);
      expect(stdout).toMatch(/range +0\.001,10 log/);
      expect(stdout).toMatch(/x +0,200/);
      expect(stdout).toMatch(/y +0,150/);
    }));

  it('says of a grid of cells that each can have one value', () =>
    inFolder(async (folder) => {
      const cells = join(figuresFolder, 'fig-cells-annotated-png.png');
      const { stdout } = await runHere(['inspect', '--no-ocr', cells], folder);
      expect(stdout).toMatch(/cells +9x12; one value a cell with --cells auto +0\.\d\d/);
      const recovered = await runHere(['recover', '--no-ocr', cells, '-o', 'c.npy'], folder);
      expect(recovered.stderr).toMatch(/cells +9 × 12; one value a cell with --cells auto\n/);
      const told = await runHere(['recover', '--no-ocr', '--cells', 'none', cells, '-o', 'n.npy'], folder);
      expect(told.stderr).not.toMatch(/cells +9/);
    }));

  it('prints one json object a figure, boxes alone without OCR', () =>
    inFolder(async (folder) => {
      const { code, stdout } = await runHere(['inspect', '--json', '--no-ocr', figure, figure], folder);
      expect(code).toBe(0);
      const found = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(found).toHaveLength(2);
      expect(found[0].panels[0].plotBox).toEqual({ left: 80, top: 58, right: 477, bottom: 427 });
      expect(found[0].panels[0].range).toBeNull();
      expect(found[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    }));
});
