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
  // What was typed last may not have been drawn yet: it is asked for when it is needed.
  const now = (k: 0 | 1): number | null => half.value[k] ?? value?.[k] ?? null;
  const set = (k: 0 | 1, typed: number): void => {
    const next = k === 0 ? ([typed, now(1)] as const) : ([now(0), typed] as const);
    half.value = next;
    const [low, high] = next;
    if (low !== null && high !== null && low !== high) onCommit([low, high]);
  };
  return (
    <div class="pair">
      <NumberField label={labels[0]} value={now(0)} onCommit={(typed) => set(0, typed)} />
      <NumberField label={labels[1]} value={now(1)} onCommit={(typed) => set(1, typed)} />
    </div>
  );
}
