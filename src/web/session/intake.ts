import { isPdf } from '../../documents/pdf/isPdf.js';
import { formatsRead, pictureFormat } from '../pictures/pictureFormat.js';
import { checksum } from '../pictures/readPicture.js';
import { newProject, type Project, titleOf, withColourmap } from '../project/project.js';
import { readProject, seemsProject } from '../project/projectFile.js';
import { addDocuments, change, currentId, documents, isSameFigure } from './documents.js';
import { busy, call, progress, status } from './recovery.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Projects whose figures have not been brought yet. */
let orphans: readonly Project[] = [];

/** Takes in files that were dropped, pasted or chosen: pictures and projects; each other one gets one sentence. */
export async function takeFiles(files: Iterable<File>): Promise<void> {
  const read = await Promise.all(
    Array.from(files, async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  for (const { name, bytes } of read) if (pictureFormat(bytes)) await takePicture(name, bytes);
  for (const { name, bytes } of read)
    if (isPdf(bytes)) await takePages(name, bytes);
    else if (!pictureFormat(bytes)) takeOther(name, bytes);
}

async function takePicture(name: string, bytes: Bytes): Promise<void> {
  const sha256 = (await checksum(bytes)) ?? null;
  addDocuments(bytes, [withOwn(newProject(name, sha256))]);
}

/** The project that waits for this figure, where there is one. */
function withOwn(fresh: Project): Project {
  const own = orphans.find(({ figure }) => isSameFigure(figure, fresh.figure));
  orphans = orphans.filter((one) => one !== own);
  return own ?? fresh;
}

/** Takes in the figures of a PDF. */
async function takePages(name: string, bytes: Bytes): Promise<void> {
  busy.value = true;
  try {
    const places = await call()(
      'pages',
      { bytes, name },
      {
        onProgress(stage, fraction) {
          status.value = `${name}: ${stage}`;
          progress.value = fraction;
        },
      },
    );
    if (places.length === 0) endWith(`${name} holds no colour-mapped figure`);
    const sha256 = (await checksum(bytes)) ?? null;
    addDocuments(
      bytes,
      places.map((place) => withOwn(newProject(name, sha256, place))),
    );
  } catch (error) {
    endWith((error as Error).message);
  }
}

function endWith(reason: string): void {
  status.value = reason;
  busy.value = false;
}

function takeOther(name: string, bytes: Bytes): void {
  const text = new TextDecoder().decode(bytes);
  if (!seemsProject(text)) {
    status.value = `${name} is not a picture that this page can read (${formatsRead})`;
    return;
  }
  try {
    takeProject(readProject(text, name));
  } catch (error) {
    status.value = (error as Error).message;
  }
}

/** A project goes to its figure, where that is open; else it waits for it. */
function takeProject(project: Project): void {
  const own = documents.value.find(({ history }) => isSameFigure(project.figure, history.present.figure));
  if (!own) {
    orphans = [...orphans, project];
    status.value = `the project is of ${titleOf(project.figure)}, which is not open: drop it as well`;
    return;
  }
  currentId.value = own.id;
  change(() => project);
}

/** Takes in a picture that the page's own server holds, such as a sample. */
export async function takeAddress(address: string, name: string): Promise<void> {
  const answer = await fetch(address).catch(() => null);
  if (answer?.ok) await takePicture(name, new Uint8Array(await answer.arrayBuffer()));
  else status.value = `${name} could not be loaded`;
}

/** The figure that `unhue serve FIGURE` hands over, named in the page's address. */
export async function takeHandedOver(search: string): Promise<void> {
  const name = new URLSearchParams(search).get('figure');
  if (name) await takeAddress(`./figure/${encodeURIComponent(name)}`, name);
}

/** Takes the colourmap in a file for the figure at hand. */
export async function takeColourmap(file: File): Promise<void> {
  const id = currentId.value;
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const colourmap = await call()('colourmapFile', { bytes, name: file.name });
    if (currentId.value === id) change((project) => withColourmap(project, file.name, colourmap));
  } catch (error) {
    status.value = (error as Error).message;
  }
}
