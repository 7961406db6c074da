/** CF's words for the coordinates of a date axis. */
export const sinceEpoch = 'seconds since 1970-01-01T00:00:00Z';

/** In which order a date's numbers stand: the year first, or last behind the day or the month. */
export const dateOrders = ['year first', 'day first', 'month first'] as const;
export type DateOrder = (typeof dateOrders)[number];

/**
 * The instant that a text with a year means where its numbers stand in an order, in seconds since 1970-01-01T00:00:00Z; undefined
 * where it means none, or there is no such day. 2020-01-15, 2020-01-15 12:00, 2020-01-15T12:00:30 and 2020/01/15 have the year first,
 * as 2020-01 and 2020 do (which begin a month and a year); 15.01.2020 has the day, 01/15/2020 the month first.
 */
export function instantOf(text: string, order: DateOrder): number | undefined {
  const body = text.replace(/\s/g, '');
  if (order === 'year first') {
    const parts = /^(\d{4})(?:([-/])(\d{1,2})(?:\2(\d{1,2})(?:T?(\d{2}):(\d{2})(?::(\d{2}))?Z?)?)?)?$/.exec(
      body,
    );
    if (parts === null) return undefined;
    const [, year, , month, day, ...time] = parts;
    return secondsAt([year, month ?? 1, day ?? 1, ...time.map((part) => part ?? 0)].map(Number));
  }
  const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(body);
  if (parts === null || (parts[2] === '.' && order === 'month first')) return undefined;
  const [day, month] = order === 'day first' ? [parts[1], parts[3]] : [parts[3], parts[1]];
  return secondsAt([parts[4], month, day, 0, 0, 0].map(Number));
}

/** Of year, month, day, hour, minute and second; undefined where a calendar or a clock has no such place. */
function secondsAt(parts: readonly number[]): number | undefined {
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const again = [
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  ];
  return again.every((part, k) => part === parts[k]) ? at.getTime() / 1000 : undefined;
}
