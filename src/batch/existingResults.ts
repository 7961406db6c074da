import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { sha256OfFile } from '../formats/input/sha256.js';
import { isThere, readResult, removeResult } from '../formats/output/results.js';
import { version } from '../model/version.js';
import type { Sidecar } from '../pipeline/sidecar.js';

/** Results of an earlier run. */
export interface ExistingResults {
  /** All files of all panels are there, and were made of these bytes, by this version, with these options. */
  readonly complete: boolean;
  readonly panels: readonly {
    readonly sidecar: Sidecar;
    readonly meta: string;
    /** All of its files, the sidecar among them. */
    readonly paths: readonly string[];
  }[];
}

/** The sidecar and the files of a panel; of the whole figure where no panel is named. */
export type PanelFiles = (panel?: number) => {
  readonly meta: string | undefined;
  readonly paths: readonly string[];
};

/**
 * What is there of a figure. A sidecar is written before the numbers that it belongs to, so that whatever a run leaves
 * behind when it is killed is known by it.
 *
 * @param options as a sidecar notes them
 * @returns undefined where no sidecar is there: files of these names, if any, are somebody else's
 */
export async function existingResults(
  figure: string,
  filesOf: PanelFiles,
  options: Readonly<Record<string, unknown>>,
): Promise<ExistingResults | undefined> {
  const name = basename(figure);
  const whole = await panelAt(filesOf(), name);
  const first = whole ?? (await panelAt(filesOf(1), name));
  if (first === undefined) return undefined;
  const panels = [first];
  if (whole === undefined)
    for (let panel = 2; panel <= first.sidecar.panels; panel++) {
      const next = await panelAt(filesOf(panel), name);
      if (next) panels.push(next);
    }
  const isWhole = whole !== undefined || panels.length === first.sidecar.panels;
  const wanted = JSON.parse(JSON.stringify(options)) as unknown;
  const isSame = panels.every(
    ({ sidecar }) => sidecar.version === version && isDeepStrictEqual(sidecar.options, wanted),
  );
  const complete =
    isWhole &&
    isSame &&
    (await allExist(panels.flatMap(({ paths }) => paths))) &&
    panels.every(({ sidecar }) => sidecar.sha256 === first.sidecar.sha256) &&
    first.sidecar.sha256 === (await sha256OfFile(figure));
  return { complete, panels };
}

/** Removes what is there, sidecars last: until then they tell whose it is. */
export async function removeResults({ panels }: ExistingResults): Promise<void> {
  for (const { paths, meta } of panels)
    for (const path of [...paths.filter((other) => other !== meta), meta]) await removeResult(path);
}

async function panelAt(
  { meta, paths }: ReturnType<PanelFiles>,
  figure: string,
): Promise<ExistingResults['panels'][number] | undefined> {
  if (meta === undefined) return undefined;
  try {
    const sidecar = JSON.parse(await readResult(meta)) as Partial<Sidecar>;
    const isOurs = sidecar.figure === figure && sidecar.options !== undefined && sidecar.panels;
    return isOurs ? { sidecar: sidecar as Sidecar, meta, paths } : undefined;
  } catch {
    // None, or no sidecar: what is there is not ours.
    return undefined;
  }
}

async function allExist(paths: readonly string[]): Promise<boolean> {
  return (await Promise.all(paths.map(isThere))).every(Boolean);
}
