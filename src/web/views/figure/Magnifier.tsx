import { magnified } from '../../session/pointer.js';
import { Bitmap } from '../parts/Bitmap.js';

/** The pixels of the figure around the pointer. */
export function Magnifier() {
  return magnified.value ? (
    <div class="magnifier" aria-hidden="true">
      <Bitmap picture={magnified.value} label="" />
    </div>
  ) : null;
}
