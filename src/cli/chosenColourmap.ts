import { namedColourmap } from '../colourmap/names.js';
import type { Colourmap } from '../types.js';

/** What `--colourmap` asks for: nothing (auto), to look at the pixels alone (blind), or a map by its name. */
export async function chosenColourmap(wanted: string): Promise<Colourmap | 'blind' | undefined> {
  if (wanted === 'auto') return undefined;
  if (wanted === 'blind') return 'blind';
  return (await namedColourmap(wanted)).colourmap;
}
