import { numberText } from './numbers.js';

interface ChartProps {
  readonly label: string;
  readonly x: ArrayLike<number>;
  /** NaN breaks the line. */
  readonly y: ArrayLike<number>;
  /** Half the width of the band about the line; none where absent. */
  readonly error?: ArrayLike<number>;
}

const width = 320;
const height = 120;

/** A line over numbers, with a band of its errors, and the ends of both axes. */
export function Chart({ label, x, y, error }: ChartProps) {
  const known = Array.from(y, (_, k) => k).filter((k) => Number.isFinite(y[k]));
  if (known.length === 0) return <p>No values there.</p>;
  const low = Math.min(...known.map((k) => y[k]! - (error?.[k] || 0)));
  const high = Math.max(...known.map((k) => y[k]! + (error?.[k] || 0)));
  const [start, end] = [x[0]!, x[x.length - 1]!];
  const px = (value: number): string => ((width * (value - start)) / (end - start || 1)).toFixed(1);
  const py = (value: number): string => (height - (height * (value - low)) / (high - low || 1)).toFixed(1);
  const pieces = runs(y);
  const line = pieces.map((run) => `M${run.map((k) => `${px(x[k]!)} ${py(y[k]!)}`).join('L')}`).join('');
  const band = error
    ? pieces
        .map((run) => {
          const over = run.map((k) => `${px(x[k]!)} ${py(y[k]! + (error[k] || 0))}`);
          const under = run.map((k) => `${px(x[k]!)} ${py(y[k]! - (error[k] || 0))}`).reverse();
          return `M${[...over, ...under].join('L')}Z`;
        })
        .join('')
    : '';
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} preserveAspectRatio="none">
        <path class="band" d={band} />
        <path class="line" d={line} />
      </svg>
      <figcaption>
        {`${numberText(start)} … ${numberText(end)} across, ${numberText(low)} … ${numberText(high)} up`}
      </figcaption>
    </figure>
  );
}

/** The indices of neighbouring known values, run by run. */
function runs(y: ArrayLike<number>): number[][] {
  const found: number[][] = [];
  let run: number[] = [];
  for (let k = 0; k <= y.length; k++)
    if (k < y.length && Number.isFinite(y[k])) run.push(k);
    else if (run.length > 0) {
      found.push(run);
      run = [];
    }
  return found;
}
