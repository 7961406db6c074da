/** A label's text as a number and what stands behind it. */
export interface WithUnits {
  readonly number: string;
  readonly units: string | null;
  /** What the number is to be multiplied by: −1 for south and west, a power of ten for a decimal prefix. */
  readonly factor: number;
  readonly cost: number;
}

/** Letters behind a number that stand for a power of ten and for nothing else on axes. */
const PREFIXES: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9, µ: 1e-6, μ: 1e-6, n: 1e-9 };
/** Letters that are a unit to some and a power of ten to others: metres or thousandths, kelvins or thousands. */
const EITHER: Readonly<Record<string, number>> = { m: 1e-3, K: 1e3 };
/** What a unit takes that the grammar does not know: it may as well be a misread digit. */
const UNKNOWN = 0.15;
/** Units in letters that the reader knows, which nothing else on axes is written with. */
const KNOWN = /^([kmnµμ]m|[kMGm]W)[²³]?$/;
/** What either meaning takes where there are two: the other labels settle it, or nothing does. */
export const OPEN = 0.1;

/** Digits, marks and an exponent (whose e is no unit's), and behind them letters, `%`, `°`, `/` and raised digits. */
const NUMBER_AND_TAIL =
  /^([+-]?[\d.,']+(?:[eE][+-]?\d+)?(?:×10\^-?\d+)?|[+-]?10\^-?\d+)([A-Za-zµμ%‰°?][A-Za-zµμ%‰°?/²³⁻¹]*)$/;

/**
 * The ways to part a text into a number and its unit.
 *
 * @param body as `plainText` gives it
 */
export function unitsOf(body: string): WithUnits[] {
  const plain: WithUnits = { number: body, units: null, factor: 1, cost: 0 };
  const raisedNought = /^([+-]?[\d.,]+)\^[09]([NSEW]?)$/.exec(body);
  // A degree sign reads as a raised nought or nine. Behind a ten it may be one; behind most numbers it cannot.
  if (raisedNought !== null) {
    const [, number, side] = raisedNought;
    const degrees = { ...hemisphere(number!, `°${side}`), cost: OPEN };
    return body === '10^9' ? [plain] : [plain, degrees];
  }
  const minutes = /^(\d{1,3})°(\d{1,2})'?([NSEW]?)$/.exec(body);
  if (minutes !== null && Number(minutes[2]) < 60) {
    const degrees = Number(minutes[1]) + Number(minutes[2]) / 60;
    return [hemisphere(String(degrees), `°${minutes[3]}`)];
  }
  const tailed = NUMBER_AND_TAIL.exec(body);
  if (tailed === null) return [plain];
  const [, number, tail] = tailed as unknown as [string, string, string];
  if (/^°?[NSEW]$/.test(tail)) return [hemisphere(number, tail)];
  if (/^(%|‰|°|°?[CF])$/.test(tail)) return [{ ...plain, number, units: tail }];
  // An exponent that was cut off.
  if (/^e$/i.test(tail)) return [];
  const prefix = PREFIXES[tail];
  if (prefix !== undefined) return [{ ...plain, number, factor: prefix }];
  const either = EITHER[tail];
  if (either !== undefined)
    return [
      { number, units: tail, factor: 1, cost: OPEN },
      { number, units: null, factor: either, cost: OPEN },
    ];
  if (KNOWN.test(tail)) return [{ ...plain, number, units: tail }];
  return [{ number, units: tail.includes('?') ? null : tail, factor: 1, cost: UNKNOWN }];
}

const hemisphere = (number: string, units: string): WithUnits => ({
  number,
  units,
  factor: /[SW]$/.test(units) ? -1 : 1,
  cost: 0,
});
