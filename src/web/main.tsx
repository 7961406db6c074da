import { render } from 'preact';
import { startEngine } from './engine/client.js';
import { takeHandedOver } from './session/intake.js';
import { takeUpWork } from './session/keeping.js';
import { startMeasuring } from './session/measuring.js';
import { startRecovery } from './session/recovery.js';
import { beginRehearsal } from './session/rehearsal.js';
import { startThumbnails } from './session/thumbnails.js';
import { startTools } from './session/tools.js';
import { App } from './views/App.js';

const worker = new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' });
startRecovery(startEngine(worker));
startMeasuring();
startTools();
startThumbnails();
render(<App />, document.getElementById('page')!);
void takeUpWork()
  .then(() => takeHandedOver(location.search))
  .then(() => beginRehearsal(worker));
if (import.meta.env.PROD) void navigator.serviceWorker?.register('./serviceWorker.js').catch(() => {});
