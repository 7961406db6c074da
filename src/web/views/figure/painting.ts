import { byCorners, draft, finishStroke, tool } from '../../session/tools.js';

type PlaceIn = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => { x: number; y: number };

/** A polygon is done where it comes back to its beginning, within so many pixels of the screen. */
const closing = 12;

/** Begins a stroke where the pointer went down, and follows it; a polygon grows by a corner at each click. */
export function beginStroke(
  event: PointerEvent & { readonly currentTarget: HTMLElement },
  placeIn: PlaceIn,
): void {
  const surface: HTMLElement = event.currentTarget;
  const { x, y } = placeIn(event);
  event.preventDefault();
  if (byCorners.has(tool.value)) {
    addCorner(x, y, event, surface);
    return;
  }
  draft.value = [[x, y]];
  surface.setPointerCapture(event.pointerId);
  const ended = new AbortController();
  const { signal } = ended;
  const at = (next: PointerEvent): { x: number; y: number } => placeIn(Object.assign(next, {}) as never);
  surface.addEventListener(
    'pointermove',
    (next) => {
      const place = at(next);
      draft.value = [...draft.value, [place.x, place.y]];
    },
    { signal },
  );
  surface.addEventListener(
    'pointerup',
    () => {
      ended.abort();
      finishStroke();
    },
    { signal },
  );
  surface.addEventListener(
    'pointercancel',
    () => {
      ended.abort();
      draft.value = [];
    },
    { signal },
  );
}

function addCorner(x: number, y: number, event: PointerEvent, surface: HTMLElement): void {
  const [first] = draft.value;
  const scale = surface.getBoundingClientRect().width / (surface.querySelector('canvas')?.width ?? 1);
  const isClosed =
    first && draft.value.length > 2 && Math.hypot(x - first[0], y - first[1]) * scale < closing;
  const isLast = tool.value === 'corners' && draft.value.length === 3;
  if (!isClosed && (isLast || event.detail <= 1)) draft.value = [...draft.value, [x, y]];
  if (isClosed || isLast || event.detail > 1) finishStroke();
}
