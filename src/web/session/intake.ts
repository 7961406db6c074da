import { isPdf } from '../../documents/pdf/isPdf.js';
import { type TakenFile, takenFile } from '../files/takenFile.js';
import { formatsRead, pictureFormat } from '../pictures/pictureFormat.js';
import { newProject, type Project, titleOf, withColourmap } from '../project/project.js';
import { readProject, seemsProject } from '../project/projectFile.js';
import { addDocuments, change, currentId, documents, isSameFigure } from './documents.js';
import { busy, call, progress, status } from './recovery.js';

/** Projects whose figures have not been brought yet. */
let orphans: readonly Project[] = [];

/** Takes in files that were dropped, pasted or chosen: pictures and projects; each other one gets one sentence. */
export async function takeFiles(files: Iterable<File>): Promise<void> {
  const taken = await Promise.all(Array.from(files, take));
  const read = taken.filter((one) => one !== null);
  for (const { name, file } of read) if (pictureFormat(file.head)) takePicture(name, file);
  for (const { name, file } of read)
    if (isPdf(file.head)) await takePages(name, file);
    else if (!pictureFormat(file.head)) await takeOther(name, file);
}

/** A file by its name; null, and a sentence, where it cannot be read. */
async function take(file: File): Promise<{ readonly name: string; readonly file: TakenFile } | null> {
  try {
    return { name: file.name, file: await takenFile(file) };
  } catch (error) {
    status.value = `${file.name} cannot be read: ${(error as Error).message}`;
    return null;
  }
}

const takePicture = (name: string, { blob, sha256 }: TakenFile): void =>
  addDocuments(blob, [withOwn(newProject(name, sha256))]);

/** The project that waits for this figure, where there is one. */
function withOwn(fresh: Project): Project {
  const own = orphans.find(({ figure }) => isSameFigure(figure, fresh.figure));
  orphans = orphans.filter((one) => one !== own);
  return own ?? fresh;
}

/** Takes in the figures of a PDF. */
async function takePages(name: string, { blob, sha256 }: TakenFile): Promise<void> {
  busy.value = true;
  try {
    const places = await call()(
      'pages',
      { file: blob, name },
      {
        onProgress(stage, fraction) {
          status.value = `${name}: ${stage}`;
          progress.value = fraction;
        },
      },
    );
    if (places.length === 0) endWith(`${name} holds no colour-mapped figure`);
    addDocuments(
      blob,
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

async function takeOther(name: string, { blob, head }: TakenFile): Promise<void> {
  if (!seemsProject(new TextDecoder().decode(head))) {
    status.value = `${name} is not a picture that this page can read (${formatsRead})`;
    return;
  }
  try {
    takeProject(readProject(await blob.text(), name));
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
  if (answer?.ok) takePicture(name, await takenFile(await answer.blob()));
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
    const colourmap = await call()('colourmapFile', { file, name: file.name });
    if (currentId.value === id) change((project) => withColourmap(project, file.name, colourmap));
  } catch (error) {
    status.value = (error as Error).message;
  }
}
