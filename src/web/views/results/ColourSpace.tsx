import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ShownColours } from '../../../report/shown/shownColours.js';
import { call, panel } from '../../session/recovery.js';
import { drawSpace, type Turn } from './drawSpace.js';

/** The colours of the panel with its colourmap through them, in RGB space, to be turned. */
export function ColourSpace() {
  const isOpen = useSignal(false);
  const colours = useSignal<ShownColours | null>(null);
  const one = panel.value!;
  useEffect(() => {
    if (!isOpen.value) return;
    void call()('colours', { panel: one.panel }).then((found) => {
      colours.value = found;
    });
  }, [one, isOpen.value]);
  return (
    <details
      class="group"
      onToggle={({ currentTarget }) => {
        isOpen.value = currentTarget.open;
      }}
    >
      <summary>Colours in 3-D</summary>
      {colours.value && <Space colours={colours.value} />}
    </details>
  );
}

const start: Turn = { around: 0.7, up: 0.45 };
/** Radians that a pixel of dragging, and a key, turn by. */
const [perPixel, perKey] = [0.01, 0.15];

const keys: Readonly<Record<string, readonly [around: number, up: number]>> = {
  ArrowLeft: [-perKey, 0],
  ArrowRight: [perKey, 0],
  ArrowUp: [0, perKey],
  ArrowDown: [0, -perKey],
};

function Space({ colours }: { readonly colours: ShownColours }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const turn = useSignal(start);
  useEffect(() => {
    const { current } = canvas;
    const context = current?.getContext('2d');
    if (current && context) drawSpace(context, current.width, colours, turn.value);
  }, [colours, turn.value]);
  const turnBy = (around: number, up: number): void => {
    const { around: a, up: u } = turn.value;
    turn.value = { around: a + around, up: Math.max(-Math.PI / 2, Math.min(Math.PI / 2, u + up)) };
  };
  return (
    <>
      <canvas
        ref={canvas}
        class="space"
        width={640}
        height={640}
        tabIndex={0}
        role="img"
        aria-label="Colours of the panel in RGB space, with the colourmap as a line through them; arrow keys turn it"
        onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
        onPointerMove={({ buttons, movementX, movementY }) =>
          buttons > 0 && turnBy(perPixel * movementX, perPixel * movementY)
        }
        onKeyDown={(event) => {
          const by = keys[event.key];
          if (!by) return;
          event.preventDefault();
          turnBy(...by);
        }}
      />
      <p class="note">
        Dots are colours of the plot area, the line the colourmap; corners of the cube are black, white and
        the pure colours. Drag, or use the arrow keys, to turn it.
      </p>
    </>
  );
}
