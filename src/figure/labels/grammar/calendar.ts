import { instantOf } from './instant.js';

/** Whether numbers lie in the ranges given, each as [least, most]. */
const within = (parts: readonly string[], ...ranges: readonly (readonly [number, number])[]): boolean =>
  parts.length === ranges.length &&
  parts.every((part, k) => Number(part) >= ranges[k]![0] && Number(part) <= ranges[k]![1]);

const YEARS = [1000, 2999] as const;
const MONTHS = [1, 12] as const;
const DAYS = [1, 31] as const;
const HOURS = [0, 24] as const;
const SIXTIETHS = [0, 59] as const;

/**
 * Whether a text is a date or a time of day in digits: 2020-01, 2020-01-15, 01-15, 15/01/2020, 2020/01, 15.01.2020,
 * 12:30, 12:30:59, 2020-01-15 12:30. A year alone is a number.
 */
export function isCalendar(text: string): boolean {
  // A day with its time is a date in any case; a month alone is told from other pairs of numbers below.
  if (text.includes(':') && instantOf(text, 'year first') !== undefined) return true;
  if (/^\d{1,2}:\d{2}(:\d{2})?$/.test(text)) {
    const parts = text.split(':');
    return within(parts, HOURS, SIXTIETHS) || within(parts, HOURS, SIXTIETHS, SIXTIETHS);
  }
  const parts = text.split(/[-/.]/);
  const marks = text.replace(/\d/g, '');
  if (parts.some((part) => !/^\d{1,4}$/.test(part)) || new Set(marks).size !== 1) return false;
  // With points only in full: 12.5 is a number.
  if (marks[0] === '.') return parts.length === 3 && within(parts, DAYS, MONTHS, YEARS);
  const paired = parts.every((part) => part.length !== 1 || marks[0] === '/');
  if (!paired) return false;
  return (
    within(parts, YEARS, MONTHS) ||
    within(parts, YEARS, MONTHS, DAYS) ||
    within(parts, MONTHS, DAYS) ||
    within(parts, DAYS, MONTHS) ||
    within(parts, DAYS, MONTHS, YEARS) ||
    within(parts, MONTHS, DAYS, YEARS)
  );
}
