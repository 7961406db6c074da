/** A number that a label may stand for; `cost` (0…1) says how much had to be supposed to read it so. */
export interface NumberCandidate {
  readonly value: number;
  readonly cost: number;
  /** Written as a power of ten with mantissa 1: a hint at a logarithmic scale. */
  readonly power: boolean;
  readonly units: string | null;
}

const UNITS = /(%|°?[CFKNSEW]|°)$/;

/**
 * The numbers that a label's text can mean: plain, with decimal point or comma, in e-notation, as a power of ten,
 * with a degree and hemisphere (south and west are negative), a per-cent sign or a unit's letter behind it.
 */
export function parseNumber(text: string): NumberCandidate[] {
  let body = text
    .replace(/[\s_]/g, '')
    .replace(/[−–—‐]/g, '-')
    .replace(/[×x*·]/g, 'x')
    .replace(/['"`]/g, '');
  let units: string | null = null;
  let sign = 1;
  const found = UNITS.exec(body);
  if (found !== null && /\d/.test(body)) {
    units = found[0];
    body = body.slice(0, -units.length).replace(/°$/, '');
    if (/[SW]$/.test(units)) sign = -1;
  }
  const power = /^([+-]?)(?:([\d.,]+)x)?10\^([+-]?\d+)$/.exec(body);
  if (power !== null) {
    const mantissa = power[2] === undefined ? 1 : Number(power[2].replace(',', '.'));
    const value = sign * (power[1] === '-' ? -1 : 1) * scaled(mantissa, Number(power[3]));
    return finite([{ value, cost: 0, power: mantissa === 1, units }]);
  }
  const plain = /^([+-]?)(\d*)(?:([.,])(\d*))?(?:[eE]([+-]?\d+))?$/.exec(body);
  if (plain === null || (plain[2] === '' && (plain[4] ?? '') === '')) {
    // Thousands marks: 1,000,000
    if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(body))
      return finite([{ value: sign * Number(body.replaceAll(',', '')), cost: 0, power: false, units }]);
    return [];
  }
  const [, minus, whole, mark, fraction, exponent] = plain;
  const factor = sign * (minus === '-' ? -1 : 1);
  const direct = factor * scaled(Number(`${whole || '0'}.${fraction || '0'}`), Number(exponent ?? 0));
  const candidates: NumberCandidate[] = [{ value: direct, cost: 0, power: false, units }];
  if (mark === ',' && fraction?.length === 3)
    candidates.push({
      value: factor * scaled(Number(`${whole}${fraction}`), Number(exponent ?? 0)),
      cost: 0.02,
      power: false,
      units,
    });
  // No program writes 05 or 0025: the point behind the leading nought was lost.
  if (mark === undefined && /^0\d+$/.test(whole!) && exponent === undefined) {
    candidates[0] = { ...candidates[0]!, cost: 0.5 };
    candidates.push({ value: Number(`0.${whole!.slice(1)}`) * factor, cost: 0.15, power: false, units });
  }
  return finite(candidates);
}

// Read as a decimal, so that 8e-4 is the double nearest to it.
const scaled = (mantissa: number, exponent: number): number => Number(`${mantissa}e${exponent}`);

const finite = (candidates: NumberCandidate[]): NumberCandidate[] =>
  candidates.filter((c) => Number.isFinite(c.value));

/** A factor or offset written once beside an axis: `1e-5`, `×10⁴`, `+2.5e3`, `1e-5+1e2`. */
export interface AxisOffset {
  readonly factor: number;
  readonly offset: number;
}

/** Null when the text is no such thing. */
export function parseAxisOffset(text: string): AxisOffset | null {
  const body = text.replace(/[\s_]/g, '').replace(/[−–—]/g, '-').replace(/[×*·]/g, 'x');
  const scale = /^(?:x?10\^|1[eE])([+-]?\d{1,2})(?:([+-]\d[\d.]*(?:[eE][+-]?\d+)?))?$/.exec(body);
  if (scale !== null) return { factor: scaled(1, Number(scale[1])), offset: Number(scale[2] ?? 0) };
  const shift = /^\+\d[\d.]*(?:[eE][+-]?\d+)?$/.exec(body);
  return shift === null ? null : { factor: 1, offset: Number(body) };
}
