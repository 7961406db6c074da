import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { NumberField } from './NumberField.js';

type Pair = readonly [number, number];

interface PairFieldsProps {
  readonly labels: readonly [string, string];
  readonly value: Pair | null;
  readonly onCommit: (pair: Pair) => void;
}

/** Two numbers that count together: nothing changes until both are there and differ. */
export function PairFields({ labels, value, onCommit }: PairFieldsProps) {
  const half = useSignal<readonly [number | null, number | null]>([null, null]);
  useEffect(() => {
    half.value = [null, null];
  }, [value?.[0], value?.[1]]);
  const shown = [half.value[0] ?? value?.[0] ?? null, half.value[1] ?? value?.[1] ?? null] as const;
  const set = (k: 0 | 1, typed: number): void => {
    const next = k === 0 ? ([typed, shown[1]] as const) : ([shown[0], typed] as const);
    half.value = next;
    const [low, high] = next;
    if (low !== null && high !== null && low !== high) onCommit([low, high]);
  };
  return (
    <div class="pair">
      <NumberField label={labels[0]} value={shown[0]} onCommit={(typed) => set(0, typed)} />
      <NumberField label={labels[1]} value={shown[1]} onCommit={(typed) => set(1, typed)} />
    </div>
  );
}
