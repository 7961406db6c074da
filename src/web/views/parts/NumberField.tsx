import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { awaitTyping } from '../../session/recovery.js';

interface NumberFieldProps {
  readonly label: string;
  /** Null: nothing is known. */
  readonly value: number | null;
  readonly onCommit: (value: number) => void;
  readonly isHiddenLabel?: boolean;
}

/** What is typed is taken when typing pauses, without waiting for the field to be left. */
const pauseMilliseconds = 500;

/** A number that can be typed over. What is no number is left standing, marked, and changes nothing. */
export function NumberField({ label, value, onCommit, isHiddenLabel = false }: NumberFieldProps) {
  const text = useSignal<string | null>(null);
  const timer = useRef(0);
  // Whoever corrects the figure otherwise meanwhile sees its new value.
  useEffect(() => {
    text.value = null;
  }, [value]);
  const shown = text.value ?? (value === null ? '' : String(value));
  const typed = parsed(shown);
  const commit = (): void => {
    clearTimeout(timer.current);
    // What was typed last may not have been drawn yet.
    const next = text.value === null ? null : parsed(text.value);
    if (next !== null && next !== value) onCommit(next);
    awaitTyping(false);
  };
  return (
    <label class="field">
      <span class={isHiddenLabel ? 'hidden' : ''}>{label}</span>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={shown}
        aria-invalid={text.value !== null && text.value !== '' && typed === null}
        onInput={({ currentTarget }) => {
          text.value = currentTarget.value;
          clearTimeout(timer.current);
          const next = parsed(currentTarget.value);
          awaitTyping(next !== null && next !== value);
          timer.current = window.setTimeout(commit, pauseMilliseconds);
        }}
        onChange={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
    </label>
  );
}

/** A number as people and as this page write it; null for anything else. */
function parsed(text: string): number | null {
  const plain = text.trim().replace('−', '-');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
}
