import { type WasmFunction, wasmModule } from './assembler.js';

/** What a module of ours exports beside its functions. */
export interface Memory {
  readonly buffer: ArrayBuffer;
  readonly grow: (pages: number) => number;
}

/** Bytes by which memory grows. */
export const memoryPage = 65_536;

/** What we use of the engine: neither Node's types nor the page's are the core's. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
  readonly CompileError: new () => Error;
}

const engine = (): Engine | undefined => (globalThis as { readonly WebAssembly?: Engine }).WebAssembly;

/** A module to make instances of; undefined in engines without vectors, and in pages that allow no code of their own. */
export function compiled(functions: readonly WasmFunction[]): object | undefined {
  const wasm = engine();
  if (wasm === undefined) return undefined;
  try {
    return new wasm.Module(wasmModule(functions));
  } catch (error) {
    if (error instanceof wasm.CompileError) return undefined;
    throw error;
  }
}

/** The functions of a module, by their names, and a memory of their own. */
export const instanceOf = (
  module: object,
): Readonly<Record<string, (...numbers: number[]) => number>> & { readonly memory: Memory } =>
  new (engine()!.Instance)(module).exports as ReturnType<typeof instanceOf>;
