import type { Box } from '../../../model/types.js';
import { options, setOptions } from '../../session/documents.js';
import { opened, panel } from '../../session/recovery.js';
import { NumberField } from '../parts/NumberField.js';

const sides = ['left', 'top', 'right', 'bottom'] as const;

/** The boxes of the plot area and of the colourbar, in pixels, to be typed or left to the search. */
export function BoxFields() {
  const { plot, colourbar, corners } = options.value;
  const one = panel.value;
  return (
    <section class="group">
      <h2>Boxes</h2>
      <SideFields
        name="Plot area"
        box={typeof plot === 'object' ? plot : (one?.plotBox ?? null)}
        onChange={(box) => setOptions({ plot: box })}
      />
      <button type="button" onClick={() => setOptions({ plot: 'all' })}>
        All of the picture
      </button>
      {plot && (
        <button type="button" onClick={() => setOptions({ plot: undefined })}>
          Find the plot area
        </button>
      )}
      {corners && (
        <button type="button" onClick={() => setOptions({ corners: undefined })}>
          Leave out the corners clicked
        </button>
      )}
      <SideFields
        name="Colourbar"
        box={typeof colourbar === 'object' ? colourbar : (one?.colourbarBox ?? null)}
        onChange={(box) => setOptions({ colourbar: box })}
      />
      <button type="button" onClick={() => setOptions({ colourbar: 'none' })}>
        No colourbar
      </button>
      {colourbar && (
        <button type="button" onClick={() => setOptions({ colourbar: undefined })}>
          Find the colourbar
        </button>
      )}
    </section>
  );
}

interface SideFieldsProps {
  readonly name: string;
  readonly box: Box | null;
  readonly onChange: (box: Box) => void;
}

function SideFields({ name, box, onChange }: SideFieldsProps) {
  const { width, height } = opened.value ?? { width: 1, height: 1 };
  const whole: Box = { left: 0, top: 0, right: width, bottom: height };
  const set = (side: keyof Box, typed: number): void => {
    const most = side === 'left' || side === 'right' ? width : height;
    const next = { ...(box ?? whole), [side]: Math.max(0, Math.min(most, Math.round(typed))) };
    if (next.left < next.right && next.top < next.bottom) onChange(next);
  };
  return (
    <fieldset>
      <legend>{name}</legend>
      {sides.map((side) => (
        <NumberField
          key={side}
          label={`${name} ${side}`}
          value={box?.[side] ?? null}
          onCommit={(typed) => set(side, typed)}
        />
      ))}
    </fieldset>
  );
}
