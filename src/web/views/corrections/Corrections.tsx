import { AxisFields } from './AxisFields.js';
import { BoxFields } from './BoxFields.js';
import { ColourmapChooser } from './ColourmapChooser.js';
import { DecodingFields } from './DecodingFields.js';
import { Notices } from './Notices.js';
import { RangeFields } from './RangeFields.js';
import { ScaleBarField } from './ScaleBarField.js';
import { TicksTable } from './TicksTable.js';

/** Everything that can be put right, beside the figure. */
export function Corrections() {
  return (
    <aside class="corrections" aria-label="Corrections">
      <Notices />
      <RangeFields />
      <TicksTable />
      <ColourmapChooser />
      <BoxFields />
      <AxisFields />
      <ScaleBarField />
      <DecodingFields />
    </aside>
  );
}
