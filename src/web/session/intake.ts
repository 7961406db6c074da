import { pictureFormat } from '../pictures/pictureFormat.js';
import { addDocument } from './documents.js';
import { status } from './recovery.js';

/** Takes in files that were dropped, pasted or chosen; each that is no picture gets one sentence. */
export async function takeFiles(files: Iterable<File>): Promise<void> {
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (pictureFormat(bytes)) addDocument(file.name, bytes);
    else
      status.value = `${file.name} is not a picture that this page can read (png, jpeg, webp, gif, avif, bmp)`;
  }
}

/** Takes in a picture that the page's own server holds, such as a sample. */
export async function takeAddress(address: string, name: string): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) {
    status.value = `${name} could not be loaded: ${answer.status}`;
    return;
  }
  addDocument(name, new Uint8Array(await answer.arrayBuffer()));
}

/** The figure that `unhue serve FIGURE` hands over, named in the page's address. */
export async function takeHandedOver(search: string): Promise<void> {
  const name = new URLSearchParams(search).get('figure');
  if (name) await takeAddress(`./figure/${encodeURIComponent(name)}`, name);
}
