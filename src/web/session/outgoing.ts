import { isPlaced } from '../../documents/isPlaced.js';
import type { GridFile } from '../engine/calls/calls.js';
import { commandLine } from '../project/commandLine.js';
import { stemOf } from '../project/project.js';
import { writeProject } from '../project/projectFile.js';
import { current, project } from './documents.js';
import { call, palette, panel, panels, status, whenSettled } from './recovery.js';

/** Writes the panel that is looked at, once nothing is under way any more, and hands it to the browser to keep. */
export async function exportGrid(format: GridFile): Promise<void> {
  await whenSettled();
  if (!panel.value) return;
  const files = await call()('write', { panels: [panel.value.panel], formats: [format] });
  for (const { name, type, bytes } of files) download(name, new Blob([bytes], { type }));
}

/** Writes the figure in the colourmap in which the grid is shown. */
export async function exportRecoloured(): Promise<void> {
  await whenSettled();
  try {
    const { name, type, bytes } = await call()('recoloured', { colourmap: palette.value });
    download(name, new Blob([bytes], { type }));
  } catch (error) {
    status.value = (error as Error).message;
  }
}

/** Writes what was painted out by hand, for the command line. */
export async function exportMask(): Promise<void> {
  await whenSettled();
  const { name, type, bytes } = await call()('maskPicture', {});
  download(name, new Blob([bytes], { type }));
}

/** Writes all panels in all formats into one archive. */
export async function exportArchive(): Promise<void> {
  await whenSettled();
  if (!panel.value) return;
  const { name, type, bytes } = await call()('archive', {});
  download(name, new Blob([bytes], { type }));
}

/** Writes what was decided about the figure, and what was found in it. */
export async function saveProject(): Promise<void> {
  await whenSettled();
  const findings = await call()('findings', {});
  const text = writeProject(project.value!, findings);
  download(`${stemOf(project.value!.figure)}.unhue.json`, new Blob([text], { type: 'application/json' }));
}

/** Hands a file to the browser, which asks or keeps it as it is set. */
export function download(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.download = name;
  link.href = URL.createObjectURL(blob);
  link.click();
  // The browser has taken hold of the bytes by the time that a task ends; some take a little longer.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  status.value = `Wrote ${name}. Done`;
}

/**
 * The command that makes the same csv of the panel that is looked at.
 *
 * @throws Error where the command line cannot do the same
 */
async function currentCommand(): Promise<string> {
  const { figure, options, mask, colourmap } = project.value!;
  const { name, place } = figure;
  const stem = name.replace(/\.[^.]*$/, '');
  const number = panel.value!.panel;
  if (!place) {
    const several = panels.value.length > 1 ? { panel: number } : {};
    const files = { output: `${stem}.csv`, ...(mask.length > 0 && { mask: `${stem}.mask.png` }) };
    return commandLine(name, { ...options, ...several }, files);
  }
  if (isPlaced(options) || mask.length > 0)
    throw new Error(
      'the command line draws the whole page, so that places and masks in this figure of it have no words there',
    );
  const before = await call()('panelsBefore', { file: current.value!.blob, options, colourmap });
  const files = { output: `${stem}.csv`, page: place.page };
  return commandLine(name, { ...options, panel: before + number }, files);
}

export async function copyCommand(): Promise<void> {
  await whenSettled();
  try {
    await navigator.clipboard.writeText(await currentCommand());
    status.value = 'The command line is in the clipboard. Done';
  } catch (error) {
    status.value = (error as Error).message;
  }
}

/** The values as spreadsheets take them from the clipboard: a line per row, tabs between. */
export async function copyTable(): Promise<void> {
  await whenSettled();
  if (!panel.value) return;
  const [file] = await call()('write', { panels: [panel.value.panel], formats: ['csv'] });
  await navigator.clipboard.writeText(new TextDecoder().decode(file!.bytes).replaceAll(',', '\t'));
  status.value = 'The table is in the clipboard. Done';
}
