import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';

/** What of PDFium is called: its functions take and give numbers, which are handles and addresses in its own memory. */
export type PdfiumFunctions = Omit<WrappedPdfiumModule, 'pdfium'>;

/** PDFium with views of its memory. One for each document: a hostile one takes no other with it. */
export interface Pdfium {
  readonly call: PdfiumFunctions;
  /** Address of 64 bytes for what functions give back through pointers. */
  readonly scratch: number;
  /** The memory as it is now: it grows, so views of it are never kept. */
  bytes(): Uint8Array;
  floats(address: number, count: number): number[];
  doubles(address: number, count: number): number[];
  integers(address: number, count: number): number[];
  /** @throws RangeError where the memory does not suffice */
  allocate(size: number): number;
  free(address: number): void;
}

/** What of the module its types leave open. */
interface Memory {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { malloc(size: number): number; free(address: number): void };
}

/** What we use of the engine: neither Node's types nor the page's are ours. */
interface Engine {
  compile(wasm: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<Instance>;
}

/** A started module: `grow` gives its memory more pages of 64 KiB. */
interface Instance {
  readonly exports: { readonly memory: { readonly buffer: ArrayBufferLike; grow(pages: number): number } };
}

const pageBytes = 65536;
/**
 * Memory that PDFium gets beside the document itself: seven times what the largest page takes that is drawn. A few hundred
 * kilobytes of a hostile document unpack to any number of bytes, and its memory alone would let it have two gibibytes.
 */
const mostMemory = 1 << 30;

const engine = (): Engine => (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;

/** Compiles the bytes of `@embedpdf/pdfium/pdfium.wasm`: a second of work, once for all documents. */
export const compilePdfium = (wasm: Uint8Array): Promise<object> => engine().compile(wasm);

/** Refuses a module more memory than that: what asks for it is told that there is none. */
function limited(instance: Instance, most: number): Instance {
  const { memory } = instance.exports;
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * pageBytes > most)
      throw new RangeError(`PDFium expects to do with ${most} bytes`);
    return grow(pages);
  };
  return instance;
}

/**
 * Starts PDFium from its compiled module. It runs no script of a document and opens no address: neither is part of this
 * build.
 *
 * @param documentBytes size of the document that it is to hold
 */
export async function startPdfium(compiled: object, documentBytes: number): Promise<Pdfium> {
  const module = await new Promise<WrappedPdfiumModule>((resolve, reject) => {
    const settings = {
      instantiateWasm(imports: object, receive: (instance: object) => void) {
        engine()
          .instantiate(compiled, imports)
          .then((instance) => receive(limited(instance, mostMemory + documentBytes)))
          .catch(reject);
        return {};
      },
      // What it prints when it fails is said by the error that it throws.
      print: () => {},
      printErr: () => {},
    };
    init(settings as unknown as Parameters<typeof init>[0]).then(resolve, reject);
  });
  module.PDFiumExt_Init();
  const memory = module.pdfium as unknown as Memory;
  const buffer = (): ArrayBufferLike => memory.HEAPU8.buffer;
  const allocate = (size: number): number => {
    const address = memory.wasmExports.malloc(size);
    if (address === 0) throw new RangeError(`${size} bytes are more than PDFium has left`);
    return address;
  };
  return {
    call: module,
    scratch: allocate(64),
    bytes: () => memory.HEAPU8,
    floats: (address, count) => [...new Float32Array(buffer(), address, count)],
    doubles: (address, count) => [...new Float64Array(buffer(), address, count)],
    integers: (address, count) => [...new Uint32Array(buffer(), address, count)],
    allocate,
    free: (address) => memory.wasmExports.free(address),
  };
}
