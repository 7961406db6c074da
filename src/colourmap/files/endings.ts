/** Endings of the names of colourmap files, by format; the longest match counts. */
export const endings = {
  csv: ['.csv', '.tsv'],
  text: ['.txt', '.rgb', '.dat'],
  json: ['.json'],
  cpt: ['.cpt'],
  act: ['.act'],
  palette: ['.pal'],
  lut: ['.lut'],
  paraviewXml: ['.xml'],
  paraviewJson: ['.paraview.json'],
  colourRelief: ['.clr', '.qgis.txt', '.gdal.txt'],
} as const;

/**
 * Whether a file name ends as a colourmap file does (so that `--colourmap` takes it for one rather than a name). What reads
 * such files is not needed to tell.
 */
export function isColourmapFileName(name: string): boolean {
  const lower = name.toLowerCase();
  return Object.values(endings)
    .flat()
    .some((ending) => lower.endsWith(ending));
}
