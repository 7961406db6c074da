import { magnified } from '../../session/pointer.js';
import { Bitmap } from '../parts/Bitmap.js';

/** The pixels of the figure around the pointer. Its place is kept while there is none: nothing moves about. */
export function Magnifier() {
  return (
    <div class="magnifier" aria-hidden="true">
      {magnified.value && <Bitmap picture={magnified.value} label="" />}
    </div>
  );
}
