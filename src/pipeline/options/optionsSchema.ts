import * as v from 'valibot';

/** Finite: JSON has numbers such as 1e999. */
export const number = v.pipe(v.number(), v.finite());
export const pair = v.tuple([number, number]);
export const box = v.object({ left: number, top: number, right: number, bottom: number });
const channel = v.pipe(number, v.minValue(0), v.maxValue(255));
const rgb = v.tuple([channel, channel, channel]);
export const positive = v.pipe(number, v.minValue(0));
export const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999));

/** The options of `recoverFigure` that a project may hold in the page and on the command line alike. */
export const optionEntries = {
  plot: v.exactOptional(v.union([box, v.picklist(['all', 'auto'])])),
  colourbar: v.exactOptional(v.union([box, v.picklist(['none', 'auto'])])),
  corners: v.exactOptional(v.tuple([pair, pair, pair, pair])),
  crop: v.exactOptional(box),
  panel: v.exactOptional(count),
  colourmap: v.exactOptional(v.string()),
  range: v.exactOptional(pair),
  scale: v.exactOptional(v.picklist(['linear', 'log', 'symlog', 'ticks', 'auto'])),
  threshold: v.exactOptional(positive),
  ticks: v.exactOptional(v.union([v.array(v.object({ value: number, at: number })), v.array(number)])),
  x: v.exactOptional(pair),
  y: v.exactOptional(pair),
  xScale: v.exactOptional(v.picklist(['linear', 'log'])),
  yScale: v.exactOptional(v.picklist(['linear', 'log'])),
  cells: v.exactOptional(v.union([v.picklist(['auto', 'none']), v.object({ rows: count, columns: count })])),
  resample: v.exactOptional(v.object({ columns: count, rows: count })),
  step: v.exactOptional(pair),
  crs: v.exactOptional(count),
  reverse: v.exactOptional(v.boolean()),
  from: v.exactOptional(v.union([v.picklist(['darkest', 'lightest']), rgb])),
  colours: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(4096))),
  near: v.exactOptional(positive),
  far: v.exactOptional(positive),
  smooth: v.exactOptional(v.picklist(['auto', 'on', 'off'])),
  clip: v.exactOptional(v.boolean()),
  fill: v.exactOptional(v.boolean()),
  missing: v.exactOptional(v.array(rgb)),
  shaded: v.exactOptional(v.union([v.boolean(), v.literal('auto')])),
  cutoff: v.exactOptional(positive),
  background: v.exactOptional(rgb),
  frame: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
};

const common = { erase: v.boolean(), restore: v.exactOptional(v.boolean()), points: v.array(pair) };
/** What was painted as a mask. */
export const stroke = v.variant('tool', [
  v.object({ ...common, tool: v.literal('polygon') }),
  v.object({ ...common, tool: v.literal('box') }),
  v.object({ ...common, tool: v.literal('brush'), radius: positive }),
  v.object({ ...common, tool: v.literal('wand'), tolerance: positive }),
]);

/** All options of a call that a project may hold. */
export const callEntries = {
  ...optionEntries,
  mask: v.exactOptional(v.union([v.string(), v.array(stroke)])),
  page: v.exactOptional(v.union([count, v.literal('all')])),
  dpi: v.exactOptional(positive),
  labels: v.exactOptional(v.boolean()),
  units: v.exactOptional(v.string()),
  maxPixels: v.exactOptional(positive),
  timeout: v.exactOptional(positive),
};

/** The options of a project, by whom it was written. */
export const projectOptions = v.strictObject({
  ...callEntries,
  long: v.exactOptional(v.boolean()),
  levels: v.exactOptional(v.array(number)),
  // Of files that were given: what came of them is in the project.
  layout: v.exactOptional(v.boolean()),
  layoutSha256: v.exactOptional(v.string()),
  colourmapSha256: v.exactOptional(v.string()),
});
