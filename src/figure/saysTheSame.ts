import type { AxisFindings, Findings, PanelFindings } from './findings.js';

/** Ticks of two drawings of one layout are at one place, found to a pixel in each. */
const samePlace = 2;
/** Ends of a range are read to a row of the bar at either end, and rounded: a share of the range. */
const sameEnd = 0.01;

/** Whether the labels of two figures that are laid out alike say the same: each word, and the ranges that follow. */
export function saysTheSame(a: Findings, b: Findings): boolean {
  return (
    a.panels.length === b.panels.length && a.panels.every((panel, k) => isSamePanel(panel, b.panels[k]!))
  );
}

function isSamePanel(a: PanelFindings, b: PanelFindings): boolean {
  return (
    isSameRange(a.range, b.range) &&
    a.scale === b.scale &&
    a.units === b.units &&
    isSameText(a.ticks, b.ticks) &&
    isSameAxis(a.x, b.x) &&
    isSameAxis(a.y, b.y)
  );
}

function isSameAxis(a: AxisFindings | null, b: AxisFindings | null): boolean {
  if (a === null || b === null) return a === b;
  return isSameRange(a.range, b.range) && a.scale === b.scale && a.units === b.units && isSameText(a, b);
}

function isSameText(a: PanelFindings['ticks'], b: PanelFindings['ticks']): boolean {
  const [some, others] = [wordsOf(a), wordsOf(b)];
  return (
    some.length === others.length &&
    some.every(({ at, text }, k) => text === others[k]!.text && Math.abs(at - others[k]!.at) <= samePlace)
  );
}

/** Labels that a law reads and those that it does not, in their order along the side. */
const wordsOf = ({ read, dropped }: PanelFindings['ticks']) =>
  [...read, ...dropped].sort((one, other) => one.at - other.at);

function isSameRange(a: PanelFindings['range'], b: PanelFindings['range']): boolean {
  if (a === null || b === null) return a === b;
  const most = sameEnd * Math.abs(a[1] - a[0]);
  return a.every((end, k) => Math.abs(end - b[k]!) <= most);
}
