import type { Setting } from '../../../model/warning.js';
import { panel } from '../../session/recovery.js';

/** The controls of this page that have a setting; others are the command line's. */
const controls: Readonly<Partial<Record<Setting, string>>> = {
  plot: 'Plot area',
  colourbar: 'Colourbar',
  colourmap: 'Colourmap',
  range: 'Range',
  scale: 'Scale',
  ticks: 'Ticks',
  x: 'X axis',
  y: 'Y axis',
  cells: 'Cells',
  reverse: 'Turned round',
  frame: 'Frame',
};

/** What is doubtful about the panel, and which controls settle it. */
export function Notices() {
  const notices = panel.value?.warnings ?? [];
  if (notices.length === 0) return null;
  return (
    <section class="group notices">
      <h2>Doubts</h2>
      <ul>
        {notices.map(({ message, settings }) => {
          const names = settings.map((name) => controls[name]).filter((name) => name !== undefined);
          return (
            <li key={message}>
              {message}
              {names.length > 0 && <em> {`Settled by: ${names.join(', ')}`}</em>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
