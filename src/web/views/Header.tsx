import { titleOf } from '../project/project.js';
import {
  canRedo,
  canUndo,
  current,
  currentId,
  documents,
  redo,
  removeDocument,
  undo,
} from '../session/documents.js';
import { takeFiles } from '../session/intake.js';
import { ExportMenu } from './results/ExportMenu.js';

/** Bringing figures in, choosing among them, undoing, and taking results out. */
export function Header() {
  return (
    <header class="head">
      <h1>unhue</h1>
      <label class="file">
        Open figure
        <input type="file" multiple onChange={({ currentTarget }) => takeChosen(currentTarget)} />
      </label>
      {documents.value.length > 1 && (
        <label>
          Open:{' '}
          <select value={currentId.value ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value)}>
            {documents.value.map(({ id, history }) => (
              <option key={id} value={id}>
                {titleOf(history.present.figure)}
              </option>
            ))}
          </select>
        </label>
      )}
      {current.value && (
        <>
          <button type="button" onClick={undo} disabled={!canUndo.value} aria-keyshortcuts="Control+Z">
            Undo
          </button>
          <button type="button" onClick={redo} disabled={!canRedo.value} aria-keyshortcuts="Control+Shift+Z">
            Redo
          </button>
          <button type="button" onClick={() => removeDocument(current.value!.id)}>
            Close
          </button>
          <ExportMenu />
        </>
      )}
    </header>
  );
}

function choose(id: string): void {
  currentId.value = id;
}

function takeChosen(input: HTMLInputElement): void {
  void takeFiles([...(input.files ?? [])]);
  // The same file may be chosen again.
  input.value = '';
}
