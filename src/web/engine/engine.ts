import { loadLibrary } from '../../colourmap/library/library.js';
import { colourmapOf, resolveName } from '../../colourmap/names.js';
import { type Findings, plainFindings } from '../../figure/findings.js';
import { type PlainColourmap, plainColourmap, typedColourmap } from '../../formats/colourmapSchema.js';
import { histogramOf } from '../../grid/summaryOf.js';
import { paintedMask } from '../../marks/paintedMask.js';
import { InputError } from '../../model/errors.js';
import { type Keep, keepLatest } from '../../pipeline/panel/keep.js';
import type { Panel } from '../../pipeline/panel.js';
import type { RecoverOptions } from '../../pipeline/plan/options.js';
import { paintedInput } from '../../pipeline/plan/paintedInput.js';
import type { RunOptions } from '../../pipeline/recoverFigure.js';
import { shownColours } from '../../report/shown/shownColours.js';
import { type ProjectOptions, stemOf, titleOf } from '../project/project.js';
import type { CallName, Calls, FoundPanel } from './calls/calls.js';
import { colourmapOfFile } from './reading/colourmapOfFile.js';
import { type ReadFigure, readFigure } from './reading/readFigure.js';
import { pictureOf } from './showing/bitmaps.js';
import { listedColourmaps } from './showing/colourmaps.js';
import { contourLines, roundLevels } from './showing/contourLines.js';
import { drawLook } from './showing/looks.js';
import { measured } from './showing/measure.js';
import { paintedOut } from './showing/paintedOut.js';
import { probeAt } from './showing/probe.js';
import { foundPanel, panelSummary } from './showing/summary.js';
import { archiveOf, type FigureFiles, filesOf, maskFile, recolouredFile } from './writing/files.js';

/** How a call is watched and ended. */
interface Run {
  readonly signal: AbortSignal;
  readonly onProgress: (stage: string, fraction: number) => void;
  readonly onFound: (found: readonly FoundPanel[]) => void;
}

export type Handlers = {
  readonly [K in CallName]: (ask: Calls[K]['ask'], run: Run) => Promise<Calls[K]['answer']>;
};

/** Corrections go back and forth between a few versions; undoing is then at once. */
const versionsKept = 4;

/** The figure that is open, and what came of it. */
interface OpenFigure {
  readonly read: ReadFigure;
  readonly keep: Keep;
  panels: readonly Panel[];
  /** The panels without what was painted out of them since, where that is to be seen already. */
  shown: readonly Panel[];
  /** What was painted on the picture by hand, as `Painted` says. */
  painted: Uint8Array | undefined;
  /** What the last recovery went by, where it is enough to come to the same again. */
  findings: Findings | null;
}

/** The handlers of the calls, for one figure at a time. */
export function engine(): Handlers {
  let open: OpenFigure | undefined;
  const figure = (): OpenFigure => {
    if (!open) throw new InputError('no figure is open');
    return open;
  };
  const panelOf = (number: number): Panel => {
    const panel = figure().panels.find((one) => one.panel === number);
    if (!panel) throw new InputError(`there is no panel ${number}`);
    return panel;
  };
  const shownPanel = (number: number): Panel =>
    figure().shown.find((one) => one.panel === number) ?? panelOf(number);
  const files = (): FigureFiles => {
    const { input, figure: name } = figure().read;
    return { raster: input.raster, stem: stemOf(name), title: titleOf(name) };
  };
  return {
    async open({ file, figure: name, options, drawn }) {
      open = undefined;
      const read = await readFigure(await bytesOf(file), name, options, drawn);
      open = {
        read,
        keep: keepLatest(versionsKept),
        panels: [],
        shown: [],
        findings: null,
        painted: undefined,
      };
      return { ...(await pictureOf(read.input.raster)), name: titleOf(name), frames: read.frames };
    },
    async recover({ options, mask, colourmap }, { onFound, ...run }) {
      const { read, keep } = figure();
      const painted = paintedMask(mask, read.input.raster);
      const onPlan: RunOptions['onPlan'] = (requests, findings) => {
        figure().findings = findings ?? null;
        // The places of a straightened picture are others.
        if (findings) onFound(requests.map(foundPanel));
      };
      const panels = await read.recover(
        paintedInput(read.input, painted),
        { ...asked(options, colourmap), ...run, onPlan },
        { keep },
      );
      Object.assign(figure(), { panels, painted, shown: [] });
      return panels.map(panelSummary);
    },
    async paint({ mask }) {
      const { read, panels } = figure();
      const { raster } = read.input;
      const painted = paintedMask(mask, raster);
      const shown = painted && panels.map((panel) => paintedOut(panel, painted, raster.width) ?? panel);
      figure().shown = shown ?? [];
      return shown !== undefined;
    },
    async draw({ panel, look, colourmap }) {
      return drawLook(shownPanel(panel), figure().read.input.raster, look, colourmap);
    },
    async contours({ panel, levels }) {
      const { grid, scale } = panelOf(panel);
      return contourLines(grid, levels.length > 0 ? levels : roundLevels(grid, scale));
    },
    async colours({ panel }) {
      const one = panelOf(panel);
      return shownColours({ figure: figure().read.input.raster, ...one, ...one.straight });
    },
    async probe({ panel, x, y }) {
      return probeAt(shownPanel(panel), x, y);
    },
    async magnify({ x, y, reach }) {
      const { raster } = figure().read.input;
      const clamped = (at: number, size: number) => Math.max(0, Math.min(size, at));
      const box = {
        left: clamped(x - reach, raster.width - 1),
        top: clamped(y - reach, raster.height - 1),
        right: Math.max(1, clamped(x + reach + 1, raster.width)),
        bottom: Math.max(1, clamped(y + reach + 1, raster.height)),
      };
      return pictureOf(raster, box);
    },
    async write({ panels, formats }) {
      const chosen = panels.length > 0 ? panels.map(panelOf) : figure().panels;
      return filesOf(files(), chosen.map(figure().read.placed), formats);
    },
    async measure({ panel, shape, scaleBar }) {
      return measured(panelOf(panel), shape, scaleBar);
    },
    async histogram({ panel, classes }) {
      return histogramOf(panelOf(panel).grid, classes) ?? null;
    },
    async archive() {
      return archiveOf(files(), figure().panels.map(figure().read.placed));
    },
    async pages({ file, name }, { onProgress }) {
      const { figuresOfPages } = await import('./reading/pages.js');
      return figuresOfPages(await bytesOf(file), name, (page, pages) =>
        onProgress(`page ${page} of ${pages}`, (page - 1) / pages),
      );
    },
    async thumbnails({ file, name, pages }) {
      const { thumbnailsOf } = await import('./reading/pages.js');
      return thumbnailsOf(await bytesOf(file), name, pages);
    },
    async panelsBefore({ file, options, colourmap }) {
      const { name, place } = figure().read.figure;
      if (!place) return 0;
      const { panelsBefore } = await import('./reading/pages.js');
      return panelsBefore(await bytesOf(file), name, place, asked(options, colourmap));
    },
    async recoloured({ colourmap }) {
      const to = colourmapOf(resolveName(await loadLibrary(), colourmap));
      return recolouredFile(files(), figure().panels, to);
    },
    async maskPicture() {
      return maskFile(files(), figure().painted);
    },
    async findings() {
      const { findings } = figure();
      return findings && plainFindings(findings);
    },
    async colourmapFile({ file, name }) {
      return plainColourmap(await colourmapOfFile(await bytesOf(file), name));
    },
    async colourmaps({ pattern, most }) {
      return listedColourmaps(await loadLibrary(), pattern, most);
    },
  };
}

const bytesOf = async (file: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.arrayBuffer());

/** The options as the pipeline takes them, with the colourmap itself where it is a file's. */
const asked = (options: ProjectOptions, colourmap: PlainColourmap | null): RecoverOptions => ({
  ...options,
  ...(colourmap && { colourmap: typedColourmap(colourmap) }),
});
