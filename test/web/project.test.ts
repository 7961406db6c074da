import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recoverFigure } from '../../src/node/recoverFigure.js';
import { axisEdges } from '../../src/web/project/axisEdges.js';
import { commandLine } from '../../src/web/project/commandLine.js';
import { begun, changed, redone, undone } from '../../src/web/project/history.js';
import { newProject, type Project, stemOf, titleOf, withOptions } from '../../src/web/project/project.js';
import { readProject, seemsProject, writeProject } from '../../src/web/project/projectFile.js';
import { extentOf, parsedLength } from '../../src/web/project/scaleBar.js';
import { notebook, runHere, samples } from '../cli/runUnhue.js';

describe('a project', () => {
  it('changes by setting options, and leaves to the search what is unset', () => {
    const set = withOptions(newProject('a.png'), { range: [0, 8], plot: 'all' });
    expect(set.options).toEqual({ range: [0, 8], plot: 'all' });
    expect(withOptions(set, { plot: undefined }).options).toEqual({ range: [0, 8] });
  });

  it('is undone to the start and redone to the end', () => {
    let history = begun(0);
    for (const k of [1, 2, 2, 3]) history = changed(history, k);
    expect(history.past).toEqual([0, 1, 2]);
    for (let k = 0; k < 5; k++) history = undone(history);
    expect(history).toEqual({ past: [], present: 0, future: [1, 2, 3] });
    for (let k = 0; k < 5; k++) history = redone(history);
    expect(history).toEqual({ past: [0, 1, 2], present: 3, future: [] });
    expect(changed(undone(history), 9)).toEqual({ past: [0, 1, 2], present: 9, future: [] });
  });
});

describe('a project as a command line', () => {
  it('says what was set, in the words of the options, quoted for a shell', () => {
    expect(
      commandLine(
        "it's a map.png",
        {
          plot: { left: 1, top: 2, right: 30, bottom: 40 },
          range: [-5, 2.5e-7],
          ticks: [
            { value: -1, at: 20.5 },
            { value: 3, at: 9 },
          ],
          xScale: 'log',
          cells: { rows: 3, columns: 4 },
          reverse: true,
          clip: false,
          shaded: false,
          missing: [[255, 0, 16]],
        },
        { output: '-x.csv', mask: 'a b.png' },
      ),
    ).toBe(
      `unhue recover 'it'\\''s a map.png' --plot=1,2,30,40 --range=-5,2.5e-7 --ticks=-1@20.5,3@9 --x-scale=log --cells=3x4 --reverse --no-shaded '--missing=#ff0010' '--mask=a b.png' -o ./-x.csv`,
    );
  });

  it('is taken by the command line', async () => {
    const options = {
      plot: 'all',
      range: [-8, 8],
      colourmap: 'nipy_spectral',
      reverse: true,
      clip: true,
      x: [-1, 2],
      scale: 'linear',
    } as const;
    const [, , ...words] = commandLine('notebook.png', options, { output: '-' }).split(' ');
    const { code, stdout } = await runHere(['recover', ...words.slice(0, -1), '-', '--quiet'], join(samples));
    expect(code).toBe(0);
    expect(stdout.split('\n')).toHaveLength(241);
  });
});

describe('an axis by two places', () => {
  it('runs evenly, or in even ratios, through both to the edges', () => {
    const marks = [
      { at: 20, value: 1 },
      { at: 40, value: 100 },
    ] as const;
    expect(axisEdges(marks, [20, 60], 'linear')).toEqual([1, 199]);
    expect(axisEdges(marks, [10, 60], 'log')).toEqual([0.1, 10_000]);
    expect(axisEdges([marks[1], marks[0]], [60, 20], 'log')).toEqual([10_000, 1]);
  });

  it('is none where the places say nothing', () => {
    const one = { at: 20, value: 1 };
    expect(axisEdges([one, { at: 20, value: 3 }], [0, 9], 'linear')).toBeNull();
    expect(axisEdges([one, { at: 30, value: 1 }], [0, 9], 'linear')).toBeNull();
    expect(axisEdges([one, { at: 30, value: 0 }], [0, 9], 'log')).toBeNull();
  });
});

describe('a scale bar', () => {
  const bar = {
    ends: [
      [10, 20],
      [40, 60],
    ],
    length: 25,
    unit: 'µm',
  } as const;

  it('gives lengths and areas in its unit', () => {
    expect(extentOf(bar, 100, 1)).toEqual({ value: 50, unit: 'µm' });
    expect(extentOf(bar, 100, 2)).toEqual({ value: 25, unit: 'µm²' });
    expect(extentOf({ ...bar, unit: '' }, 100, 2)).toEqual({ value: 25, unit: '' });
    expect(extentOf({ ...bar, length: null }, 100, 2)).toBeNull();
    expect(extentOf({ ...bar, ends: [bar.ends[0], bar.ends[0]] }, 100, 2)).toBeNull();
  });

  it('says how long it is as people write it', () => {
    expect(parsedLength('50 µm')).toEqual({ length: 50, unit: 'µm' });
    expect(parsedLength(' 1,5km ')).toEqual({ length: 1.5, unit: 'km' });
    expect(parsedLength('2e-3 m')).toEqual({ length: 0.002, unit: 'm' });
    expect(parsedLength('.25')).toEqual({ length: 0.25, unit: '' });
    expect(['', 'µm', '0 m', '-3 m'].map(parsedLength)).toEqual([null, null, null, null]);
  });

  it('is kept in the project', () => {
    const project = { ...newProject('a.png', 'f'.repeat(64)), scaleBar: bar };
    expect(readProject(writeProject(project, null), 'x')).toEqual(project);
    const wrong = writeProject(project, null).replace('"length": 25', '"length": -1');
    expect(() => readProject(wrong, 'x')).toThrow(/x: scaleBar\.length expects/);
  });
});

describe('a project file', () => {
  it('says which figure of a document it is of', () => {
    const place = { page: 3, number: 2, box: { left: 1.5, top: 2, right: 30, bottom: 40 } };
    const project = newProject('paper.pdf', 'f'.repeat(64), place);
    expect(readProject(writeProject(project, null), 'x')).toEqual(project);
    expect([titleOf(project.figure), stemOf(project.figure)]).toEqual([
      'paper.pdf, page 3, figure 2',
      'paper-p3-2',
    ]);
  });

  const project: Project = {
    ...newProject('a b.png', 'f'.repeat(64)),
    options: { range: [0, 8], cells: { rows: 3, columns: 4 }, missing: [[1, 2, 3]] },
    mask: [{ tool: 'wand', erase: false, tolerance: 3, points: [[1, 2]] }],
  };

  it('is read as it was written', () => {
    expect(readProject(writeProject(project, null), 'x')).toEqual(project);
    expect(seemsProject(writeProject(project, null))).toBe(true);
    expect(seemsProject('{"figure": 1}')).toBe(false);
  });

  it.each([
    ['{"unhue": ', /x is no JSON/],
    ['{"unhue": "1"}', /x: figure is missing/],
    [writeProject({ ...project, options: { range: [0, Number.NaN] } }, null), /x: options\.range\.1 expects/],
    [
      writeProject(project, null).replace('"range"', '"layout": true, "range"'),
      /the option layout, which only/,
    ],
  ])('is refused where it is wrong', (text, message) => {
    expect(() => readProject(text, 'x')).toThrow(message);
  });

  it('is what the library takes, its painted mask too', async () => {
    const { options, mask } = readProject(writeProject({ ...project, options: { plot: 'all' } }, null), 'x');
    const box = {
      tool: 'box',
      erase: false,
      points: [
        [0, 0],
        [120, 60],
      ],
    } as const;
    const [panel] = await recoverFigure(notebook, { ...options, mask: [...mask, box] });
    expect(panel!.sidecar.facts.kinds.given).toBeGreaterThanOrEqual(120 * 60);
  });
});
