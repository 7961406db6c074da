import { busy, cancel, progress, status } from '../session/recovery.js';

/** What is going on, how far it is, and the way out of it. */
export function StatusLine() {
  return (
    <footer class="status">
      <p role="status">{status.value}</p>
      {busy.value && (
        <>
          <progress max={1} value={progress.value} aria-label="Progress" />
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        </>
      )}
    </footer>
  );
}
