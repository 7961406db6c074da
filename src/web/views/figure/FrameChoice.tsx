import { options, setOptions } from '../../session/documents.js';
import { NumberField } from '../parts/NumberField.js';

/** Which frame of an animation, or page of a tiff, is looked at: typed, or found by sliding. */
export function FrameChoice({ frames }: { readonly frames: number }) {
  const { frame = 0 } = options.value;
  const last = frames - 1;
  return (
    <div class="frames">
      <NumberField
        label={`Frame, 0 … ${last}`}
        value={frame}
        onCommit={(typed) => setOptions({ frame: Math.max(0, Math.min(last, Math.round(typed))) })}
      />
      <input
        type="range"
        aria-label="Frame by sliding"
        min={0}
        max={last}
        value={frame}
        onChange={({ currentTarget }) => setOptions({ frame: currentTarget.valueAsNumber })}
      />
    </div>
  );
}
