import { computed, effect, signal } from '@preact/signals';
import type { Drawn, FoundPanel, Look, OpenedFigure, PanelSummary, Picture } from '../engine/calls/calls.js';
import type { Call } from '../engine/client.js';
import { drawnSvg } from '../pictures/drawnSvg.js';
import { headBytes, pictureFormat } from '../pictures/pictureFormat.js';
import { type Project, type ReadingOptions, titleOf } from '../project/project.js';
import { current, type Document, project } from './documents.js';

const invitation = 'Drop, paste or choose a figure';
/** What is going on, in words: ends with “Done”, or with the reason why not. */
export const status = signal(invitation);
export const busy = signal(false);
/** The share of the work that is done, 0…1. */
export const progress = signal(0);

export const opened = signal<OpenedFigure | null>(null);
/** What was found of panels, while they are decoded. */
export const found = signal<readonly FoundPanel[]>([]);
export const panels = signal<readonly PanelSummary[]>([]);
export const panelNumber = signal(1);
/** The panel that is looked at. */
export const panel = computed(
  () => panels.value.find((one) => one.panel === panelNumber.value) ?? panels.value[0] ?? null,
);

export const look = signal<Look>('values');
export const palette = signal('viridis');
export const drawn = signal<Drawn | null>(null);

/** Contour lines over the grid; empty: at round levels; null: none. */
export const contourLevels = signal<readonly number[] | null>(null);
export const contours = signal<Picture | null>(null);

/** Typing and dragging make many changes in a row: the work begins when they pause. */
const pauseMilliseconds = 120;

let engine: Call | null = null;
/** What is open in the worker: which document, and with how it was read. */
let openId: string | null = null;
let openKey: string | null = null;
let running: AbortController | null = null;
let settled: Promise<unknown> = Promise.resolve();
let results = 0;
/** The mask that the panels were recovered with. */
let recoveredMask: Project['mask'] = [];

/** The worker, once the page runs. */
export function call(): Call {
  if (!engine) throw new Error('the page has not been started');
  return engine;
}

/** Resolves when nothing is under way any more, so that what is written is what is shown. */
export async function whenSettled(): Promise<void> {
  let last: Promise<unknown>;
  do {
    last = settled;
    await last;
  } while (last !== settled);
}

/** Something is being typed that will change the result: what is shown is not done. */
export function awaitTyping(isTyping: boolean): void {
  if (isTyping === isAwaited) return;
  isAwaited = isTyping;
  if (busy.value) return;
  if (isTyping) [before, status.value] = [status.value, 'Waiting for the end of typing'];
  else status.value = before;
}
let isAwaited = false;
let before = '';

/** Ends what is under way; nothing else is begun in its place. */
export function cancel(): void {
  running?.abort(cancelled);
}
const cancelled = Symbol('cancelled');

/** Recovers the figure at hand, and again whenever its project changes. */
export function startRecovery(start: Call): void {
  engine = start;
  let asked = '';
  effect(() => {
    const document = current.value;
    const { options, mask, colourmap } = project.value ?? {};
    const question = document ? JSON.stringify([document.id, options, mask, colourmap]) : '';
    if (question === asked) return;
    asked = question;
    running?.abort();
    running = new AbortController();
    if (!document) {
      [opened.value, panels.value, drawn.value] = [null, [], null];
      [openId, openKey] = [null, null];
      [busy.value, status.value] = [false, invitation];
      return;
    }
    isAwaited = false;
    busy.value = true;
    status.value = 'Waiting';
    settled = recoverCurrent(running.signal);
  });
  effect(() => {
    const [one, how, colours] = [panel.value, look.value, palette.value];
    if (one) void draw(one.panel, how, colours);
  });
  effect(() => {
    const [one, levels] = [panel.value, contourLevels.value];
    contours.value = null;
    if (one && levels) void drawContours(one.panel, levels);
  });
}

async function draw(number: number, how: Look, colours: string): Promise<void> {
  const result = results;
  const picture = await call()('draw', { panel: number, look: how, colourmap: colours }).catch(() => null);
  if (result === results) drawn.value = picture;
}

async function drawContours(number: number, levels: readonly number[]): Promise<void> {
  const result = results;
  const lines = await call()('contours', { panel: number, levels }).catch(() => null);
  if (result === results && levels === contourLevels.value) contours.value = lines;
}

/** Shows what is certain of another mask while it is being recovered. */
async function showPainted(mask: Project['mask']): Promise<void> {
  const result = results;
  const isPainted = await call()('paint', { mask }).catch(() => false);
  const one = panel.value;
  if (isPainted && one && result === results) await draw(one.panel, look.value, palette.value);
}

/** Shows what was recovered last, as it would be written, where a change to it was cancelled. */
async function showRecovered(): Promise<void> {
  await call()('paint', { mask: recoveredMask }).catch(() => false);
  if (panel.value) await draw(panel.value.panel, look.value, palette.value);
}

async function recoverCurrent(signal: AbortSignal): Promise<void> {
  const now = current.value;
  if (!now) return;
  if (openId === now.id && panels.value.length > 0 && now.history.present.mask !== recoveredMask)
    void showPainted(now.history.present.mask);
  if (openId === now.id) await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  const document = current.value ?? now;
  const name = titleOf(document.history.present.figure);
  try {
    signal.throwIfAborted();
    await openFigure(document);
    signal.throwIfAborted();
    const recovered = await recoveredPanels(document, name, signal);
    signal.throwIfAborted();
    results++;
    recoveredMask = document.history.present.mask;
    panels.value = recovered;
    found.value = [];
    status.value = `${name}: ${recovered.length === 1 ? 'one panel' : `${recovered.length} panels`}. Done`;
    busy.value = false;
  } catch (error) {
    // What was begun in its place says what becomes of that.
    if (signal.aborted && signal.reason !== cancelled) return;
    busy.value = false;
    if (!signal.aborted) {
      panels.value = [];
      status.value = `${name}: ${(error as Error).message}`;
      return;
    }
    const remain = panels.value.length > 0 ? ': the numbers are those from before the change' : '';
    status.value = `${name}: cancelled${remain}`;
    found.value = [];
    await showRecovered();
  }
}

async function recoveredPanels(
  { history }: Document,
  name: string,
  signal: AbortSignal,
): Promise<readonly PanelSummary[]> {
  const { options, mask, colourmap } = history.present;
  return call()(
    'recover',
    { options, mask, colourmap },
    {
      signal,
      onFound(boxes) {
        if (!signal.aborted) found.value = boxes;
      },
      onProgress(stage, fraction) {
        if (signal.aborted) return;
        status.value = `${name}: ${stage}`;
        progress.value = fraction;
      },
    },
  );
}

/** Has the worker read a figure, or another frame of it, unless that is what it has open. */
async function openFigure({ id, blob, history }: Document): Promise<void> {
  const { figure, options } = history.present;
  const { frame, background } = options;
  const reading: ReadingOptions = {
    ...(frame !== undefined && { frame }),
    ...(background && { background }),
  };
  const key = JSON.stringify([id, reading]);
  if (openKey === key) return;
  // Frames of one film look alike: what was found in the last one stays until it is found in this.
  if (openId !== id) [opened.value, panels.value, found.value] = [null, [], []];
  [openId, openKey] = [null, null];
  status.value = `${titleOf(figure)}: reading`;
  // Only a window draws svg.
  const head = new Uint8Array(await blob.slice(0, headBytes).arrayBuffer());
  const drawn = pictureFormat(head) === 'svg' ? await drawnSvg(blob, figure.name) : undefined;
  opened.value = await call()(
    'open',
    { file: blob, figure, options: reading, ...(drawn && { drawn }) },
    drawn ? { transfer: [drawn] } : {},
  );
  [openId, openKey] = [id, key];
}
