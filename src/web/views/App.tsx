import { useEffect } from 'preact/hooks';
import { current, redo, undo } from '../session/documents.js';
import { takeFiles } from '../session/intake.js';
import { Corrections } from './corrections/Corrections.js';
import { EmptyPage } from './EmptyPage.js';
import { FigureView } from './figure/FigureView.js';
import { PageStrip } from './figure/PageStrip.js';
import { Header } from './Header.js';
import { GridView } from './results/GridView.js';
import { StatusLine } from './StatusLine.js';

/** The whole page. Files may be dropped anywhere on it, and pasted. */
export function App() {
  useEffect(listen, []);
  return (
    <>
      <Header />
      {current.value ? (
        <main class="bench">
          <PageStrip />
          <FigureView />
          <GridView />
          <Corrections />
        </main>
      ) : (
        <EmptyPage />
      )}
      <StatusLine />
    </>
  );
}

/** Listens to the page as a whole; gives what ends it. */
function listen(): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const take = (data: DataTransfer | null, event: Event): void => {
    if (!data || data.files.length === 0) return;
    event.preventDefault();
    void takeFiles([...data.files]);
  };
  addEventListener('dragover', (event) => event.preventDefault(), { signal });
  addEventListener(
    'drop',
    (event) => {
      event.preventDefault();
      take(event.dataTransfer, event);
    },
    { signal },
  );
  addEventListener('paste', (event) => take(event.clipboardData, event), { signal });
  addEventListener(
    'keydown',
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === 'z' && !event.shiftKey) undo();
      else if (key === 'y' || (key === 'z' && event.shiftKey)) redo();
      else return;
      event.preventDefault();
    },
    { signal },
  );
  return () => ended.abort();
}

/** A field undoes its own typing. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && /^(text|search|number)$/.test(target.type);
