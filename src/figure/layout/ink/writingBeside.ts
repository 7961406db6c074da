import type { Box } from '../../../model/types.js';
import type { Components } from './components.js';
import { SIDES, type Side } from './edges.js';
import { boxHeight, boxWidth } from './rectangle.js';

/** A line of a full rectangle is ink over this share of its length. */
const full = 0.9;
/** Letters and ticks cover no more of any line that they stand on, and of all these lines together. */
const sparse = { line: 0.7, mean: 0.4 };
/** Writing beside a plot area takes no more of its box than this share. */
const most = 0.2;
/** The share of a line at either of its ends that is not asked: labels of the next side may stand there. */
const corner = 0.15;

/**
 * A rectangle of data without the writing that stands so near to it that both were taken for pieces of one: a title above,
 * labels at its ticks. Beyond a line that is drawn through, with nothing but page between, what covers little of every line is
 * no data; where no line is drawn through, data have a ragged border, and nothing is left out.
 *
 * @param width of the picture
 */
export function withoutWriting(parts: Components, width: number, box: Box): Box {
  let result = box;
  for (const side of SIDES) {
    const writing = writingAt(parts, width, result, side);
    const inward = side === 'left' || side === 'top' ? writing : -writing;
    result = { ...result, [side]: result[side] + inward };
  }
  return result;
}

/** How many lines at a side hold writing alone, and the page that parts it from the rest. */
function writingAt({ labels }: Components, width: number, box: Box, side: Side): number {
  const level = side === 'top' || side === 'bottom';
  const [lines, length] = level ? [boxHeight(box), boxWidth(box)] : [boxWidth(box), boxHeight(box)];
  const from = Math.floor(corner * length);
  const share = (d: number): number => {
    const at = side === 'left' || side === 'top' ? box[side] + d : box[side] - 1 - d;
    let ink = 0;
    for (let p = from; p < length - from; p++) {
      const i = level ? at * width + box.left + p : (box.top + p) * width + at;
      if (labels[i] !== 0) ink++;
    }
    return ink / (length - 2 * from);
  };
  let isParted = false;
  let covered = 0;
  for (let d = 0; d <= most * lines; d++) {
    const ink = share(d);
    if (ink >= full) return isParted && covered <= sparse.mean * d ? d : 0;
    if (ink > sparse.line) return 0;
    isParted ||= ink === 0;
    covered += ink;
  }
  return 0;
}
