import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figuresFolder } from '../figures.js';
import { inFolder, runHere } from './runUnhue.js';

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
