import { InputError } from '../../../model/errors.js';
import { joinedBytes } from '../../numbers/joinedBytes.js';
import { type FoundChunk, isPng, pngChunk, pngChunks, pngSignature } from '../png/pngChunk.js';
import { composed, type Film, type FramePart } from './film.js';

type Chunk = Pick<FoundChunk, 'type' | 'data'>;

/** A frame's place (its fcTL chunk), and its own compressed data. */
interface Frame extends Omit<FramePart, 'pixels'> {
  readonly data: Uint8Array[];
}

/** What becomes of a frame's part, by the number in its fcTL chunk. */
const disposals = ['keep', 'clear', 'restore'] as const;

/** Whether a file is a PNG with an animation: an acTL chunk before its first data. */
export function isApng(bytes: Uint8Array): boolean {
  if (!isPng(bytes)) return false;
  for (const { type } of pngChunks(bytes)) {
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
  }
  return false;
}

/**
 * The frames of an animated PNG, composed as the specification says (PNG, third edition, 2025: fcTL and fdAT chunks).
 *
 * @param decode the RGBA bytes of a PNG, by which a frame's own pixels are read
 * @throws InputError if it is damaged
 */
export function apngFilm(
  bytes: Uint8Array,
  name: string,
  decode: (png: Uint8Array) => ReturnType<FramePart['pixels']>,
): Film {
  const damaged = (what: string): InputError =>
    new InputError(`${name} is damaged or truncated: ${what}`, name, { code: 'input' });
  const shared: Chunk[] = [];
  const frames: Frame[] = [];
  let header: Uint8Array | undefined;
  for (const { type, data } of pngChunks(bytes)) {
    const frame = frames.at(-1);
    if (type === 'IHDR') header = data;
    else if (type === 'fcTL') {
      if (data.length < 26) throw damaged('the place of a frame is missing');
      frames.push(frameControl(viewOf(data)));
    }
    // A default picture before the first frame control is none of the frames.
    else if (type === 'IDAT') frame?.data.push(data);
    else if (type === 'fdAT') frame?.data.push(data.subarray(4));
    else if (frames.length === 0 && type !== 'acTL') shared.push({ type, data });
  }
  if (header === undefined || header.length !== 13 || frames.length === 0) throw damaged('it has no frames');
  const head = header;
  const [width, height] = [viewOf(head).getUint32(0), viewOf(head).getUint32(4)];
  for (const { x, y, ...part } of frames)
    if (x + part.width > width || y + part.height > height) throw damaged('a frame lies outside of it');
  const parts = frames.map((frame) => ({
    ...frame,
    pixels: async () => {
      try {
        return await decode(pngOf(head, shared, frame));
      } catch (cause) {
        throw damaged((cause as Error).message);
      }
    },
  }));
  return {
    format: 'png',
    width,
    height,
    delays: frames.map(({ delay }) => delay),
    frames: () => composed(width, height, parts),
  };
}

const viewOf = ({ buffer, byteOffset, length }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, length);

function frameControl(view: DataView): Frame {
  const [width, height, x, y] = [4, 8, 12, 16].map((at) => view.getUint32(at));
  const denominator = view.getUint16(22) || 100;
  return {
    ...{ width: width!, height: height!, x: x!, y: y! },
    delay: (1000 * view.getUint16(20)) / denominator,
    disposal: disposals[view.getUint8(24)] ?? 'keep',
    blend: view.getUint8(25) === 1 ? 'over' : 'replace',
    data: [],
  };
}

/** A frame's own pixels as a PNG. */
function pngOf(header: Uint8Array, shared: readonly Chunk[], { width, height, data }: Frame): Uint8Array {
  const own = Uint8Array.from(header);
  viewOf(own).setUint32(0, width);
  viewOf(own).setUint32(4, height);
  return joinedBytes([
    pngSignature,
    pngChunk('IHDR', own),
    ...shared.map(({ type, data: same }) => pngChunk(type, same)),
    pngChunk('IDAT', joinedBytes(data)),
    pngChunk('IEND', new Uint8Array(0)),
  ]);
}
