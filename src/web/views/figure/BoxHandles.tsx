import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Box } from '../../../model/types.js';
import { arrows, stride } from '../../session/keyPointer.js';
import { opened } from '../../session/recovery.js';

/** What a handle moves: the sides across, and the sides down. */
interface Handle {
  readonly name: string;
  readonly across: readonly ('left' | 'right')[];
  readonly down: readonly ('top' | 'bottom')[];
}

const handles: readonly Handle[] = [
  { name: 'top left corner', across: ['left'], down: ['top'] },
  { name: 'top edge', across: [], down: ['top'] },
  { name: 'top right corner', across: ['right'], down: ['top'] },
  { name: 'right edge', across: ['right'], down: [] },
  { name: 'bottom right corner', across: ['right'], down: ['bottom'] },
  { name: 'bottom edge', across: [], down: ['bottom'] },
  { name: 'bottom left corner', across: ['left'], down: ['bottom'] },
  { name: 'left edge', across: ['left'], down: [] },
  { name: 'whole box', across: ['left', 'right'], down: ['top', 'bottom'] },
];

interface BoxHandlesProps {
  readonly name: string;
  readonly box: Box;
  readonly onChange: (box: Box) => void;
}

/** The handles of a box: dragged, or moved a pixel by an arrow key and ten with shift. */
export function BoxHandles({ name, box, onChange }: BoxHandlesProps) {
  const draft = useSignal<Box | null>(null);
  // Keys may come faster than the page is drawn: each moves on from where the one before it went.
  const last = useRef(box);
  useEffect(() => {
    last.current = box;
  });
  const { width, height } = opened.value!;
  const shown = draft.value ?? box;
  return (
    <>
      {draft.value && <div class="draft" style={placed(draft.value, width, height)} />}
      {handlesOf(box).map((handle) => (
        <button
          key={handle.name}
          type="button"
          class={`handle ${handle.across.length + handle.down.length === 4 ? 'move' : ''}`}
          aria-label={`${name}, ${handle.name}; arrow keys move it`}
          style={{
            left: `${(100 * placeOf(shown, handle.across, 'left', 'right')) / width}%`,
            top: `${(100 * placeOf(shown, handle.down, 'top', 'bottom')) / height}%`,
          }}
          onKeyDown={(event) => {
            const [dx, dy] = arrows[event.key] ?? [0, 0];
            if (dx === 0 && dy === 0) return;
            event.preventDefault();
            const step = event.shiftKey ? stride : 1;
            last.current = moved(last.current, handle, step * dx, step * dy, width, height);
            onChange(last.current);
          }}
          onPointerDown={(event) =>
            drag(event, (dx, dy, isEnd) => {
              const next = moved(box, handle, dx, dy, width, height);
              draft.value = isEnd ? null : next;
              if (isEnd && (dx !== 0 || dy !== 0)) onChange(next);
            })
          }
        />
      ))}
    </>
  );
}

/** A box as narrow as a colourbar has no room for handles at its corners. */
const narrow = 5;

function handlesOf({ left, top, right, bottom }: Box): readonly Handle[] {
  const [width, height] = [right - left, bottom - top];
  const isNarrow = Math.max(width, height) > narrow * Math.min(width, height);
  return isNarrow ? handles.filter(({ name }) => !name.endsWith('corner')) : handles;
}

/** Where a handle stands: on the side it moves, midway along those it does not, and the one of the whole box apart. */
function placeOf<S extends keyof Box>(box: Box, sides: readonly S[], low: S, high: S): number {
  if (sides.length === 1) return box[sides[0]!];
  const share = sides.length === 2 ? 1 / 4 : 1 / 2;
  return box[low] + share * (box[high] - box[low]);
}

/** The box with the handle's sides moved, kept within the picture and not turned over. */
function moved(
  box: Box,
  { across, down }: Handle,
  dx: number,
  dy: number,
  width: number,
  height: number,
): Box {
  const next = { ...box };
  const limit = (by: number, sides: readonly (keyof Box)[], most: number): number => {
    const places = sides.map((side) => box[side]);
    return sides.length > 0
      ? Math.max(-Math.min(...places), Math.min(most - Math.max(...places), Math.round(by)))
      : 0;
  };
  const byX = limit(dx, across, width);
  const byY = limit(dy, down, height);
  for (const side of across) next[side] = box[side] + byX;
  for (const side of down) next[side] = box[side] + byY;
  if (across.length === 1)
    if (across[0] === 'left') next.left = Math.min(next.left, box.right - 1);
    else next.right = Math.max(next.right, box.left + 1);
  if (down.length === 1)
    if (down[0] === 'top') next.top = Math.min(next.top, box.bottom - 1);
    else next.bottom = Math.max(next.bottom, box.top + 1);
  return next;
}

const placed = ({ left, top, right, bottom }: Box, width: number, height: number) => ({
  left: `${(100 * left) / width}%`,
  top: `${(100 * top) / height}%`,
  width: `${(100 * (right - left)) / width}%`,
  height: `${(100 * (bottom - top)) / height}%`,
});

/** Follows a pointer from where it went down, in pixels of the figure, until it is lifted. */
function drag(
  event: PointerEvent & { readonly currentTarget: HTMLElement },
  onMove: (dx: number, dy: number, isEnd: boolean) => void,
): void {
  const handle: HTMLElement = event.currentTarget;
  const { clientX, clientY, pointerId } = event;
  const { width } = handle.parentElement!.getBoundingClientRect();
  const scale = opened.value!.width / width;
  handle.setPointerCapture(pointerId);
  const ended = new AbortController();
  const { signal } = ended;
  const by = ({ clientX: x, clientY: y }: PointerEvent, isEnd: boolean): void =>
    onMove(Math.round((x - clientX) * scale), Math.round((y - clientY) * scale), isEnd);
  handle.addEventListener('pointermove', (next) => by(next, false), { signal });
  handle.addEventListener(
    'pointerup',
    (next) => {
      ended.abort();
      by(next, true);
    },
    { signal },
  );
  handle.addEventListener(
    'pointercancel',
    () => {
      ended.abort();
      onMove(0, 0, true);
    },
    { signal },
  );
}
