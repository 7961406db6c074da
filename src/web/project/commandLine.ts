import type { Box, Rgb } from '../../model/types.js';
import type { ProjectOptions } from './project.js';

const box = (value: Box | string): string =>
  typeof value === 'string' ? value : [value.left, value.top, value.right, value.bottom].join();

const colour = (rgb: Rgb): string =>
  `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`;

/** How the command line writes the value of each option; undefined where the default says the same. */
const written: {
  readonly [K in keyof ProjectOptions]-?: (value: NonNullable<ProjectOptions[K]>) => string[];
} = {
  plot: (value) => [box(value)],
  colourbar: (value) => [box(value)],
  crop: (value) => [box(value)],
  corners: (value) => [value.flat().join()],
  panel: (value) => [String(value)],
  colourmap: (value) => [value],
  range: (value) => [value.join()],
  scale: (value) => [value],
  threshold: (value) => [String(value)],
  ticks: (value) => [
    value.map((tick) => (typeof tick === 'number' ? String(tick) : `${tick.value}@${tick.at}`)).join(),
  ],
  x: (value) => [value.join()],
  y: (value) => [value.join()],
  xScale: (value) => [value],
  yScale: (value) => [value],
  units: () => [],
  cells: (value) => [typeof value === 'string' ? value : `${value.rows}x${value.columns}`],
  resample: ({ columns, rows }) => [`${columns}x${rows}`],
  step: (value) => [value.join()],
  crs: (value) => [`EPSG:${value}`],
  reverse: (value) => (value ? [''] : []),
  from: (value) => [typeof value === 'string' ? value : colour(value)],
  colours: (value) => [String(value)],
  near: (value) => [String(value)],
  far: (value) => [String(value)],
  smooth: (value) => [value],
  clip: (value) => (value ? [''] : []),
  fill: (value) => (value ? [''] : []),
  missing: (value) => value.map(colour),
  shaded: (value) => (value === 'auto' ? [] : ['']),
  cutoff: (value) => [String(value)],
  background: (value) => [colour(value)],
  frame: (value) => [String(value)],
};

/** The options as the command line takes them: `--range=-5,25`. */
export function optionWords(options: ProjectOptions): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const texts = (written[name as keyof ProjectOptions] as (value: unknown) => string[])(value);
    const long = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const flag = name === 'shaded' && value === false ? '--no-shaded' : `--${long}`;
    return texts.map((text) => (text === '' ? flag : `${flag}=${text}`));
  });
}

/** The command that makes the same grid of the same file. */
export function commandLine(
  figure: string,
  options: ProjectOptions,
  { output, mask, page }: { readonly output: string; readonly mask?: string; readonly page?: number },
): string {
  const path = (name: string): string => quoted(name.startsWith('-') ? `./${name}` : name);
  const words = [
    ...(page === undefined ? [] : [`--page=${page}`]),
    ...optionWords(options),
    ...(mask === undefined ? [] : [`--mask=${mask}`]),
  ];
  return ['unhue recover', path(figure), ...words.map(quoted), '-o', path(output)].join(' ');
}

/** A word as shells read it back. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
