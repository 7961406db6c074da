import {
  add,
  below,
  type Code,
  call,
  float,
  four,
  fourfold,
  get,
  int,
  load,
  loadInt,
  multiply,
  plus,
  set,
  shuffle,
  step,
  store,
  subtract,
  valueType,
  type WasmFunction,
  type Writer,
  wasmFunction,
  whileLoop,
} from '../../../numeric/wasm/assembler.js';
import { filterBlock } from './blockTransforms.js';

const { i32 } = valueType;

/** Where a block is filtered, and 64 zeros, in the part of the memory that no plane has. */
export const scratch = 0;
const zeros = 256;
const bytesOfBlock = 256;
const bytesOfRow = 32;

const nextRow = (row: number, stride: number): Code => set(row, plus(get(row), get(stride)));

/** First parameters of all that goes through blocks: their first pixels in a plane, up to an end, 64 floats of a table for each, and bytes from row to row. */
export const parameter = { origins: 0, end: 1, table: 2, stride: 3 } as const;
export const blockParameters = [i32, i32, i32, i32] as const;

/** Where the block at hand begins in a plane of floats. */
export const blockIn = (plane: number): Code => plus(get(plane), fourfold(loadInt(get(parameter.origins))));

/** Runs a body for each block. */
export function overBlocks(writer: Writer, body: Code): void {
  writer.emit(
    whileLoop(below(get(parameter.origins), get(parameter.end)), [
      body,
      step(parameter.origins, 4),
      step(parameter.table, bytesOfBlock),
    ]),
  );
}

/** Runs a body for each of a block's eight rows, while a local goes through 64 floats from an address on. */
export function overRows(writer: Writer, pointer: number, from: Code, body: Code): Code {
  const end = writer.local(i32);
  return [
    set(pointer, from),
    set(end, plus(get(pointer), int(bytesOfBlock))),
    whileLoop(below(get(pointer), get(end)), [body, step(pointer, bytesOfRow)]),
  ];
}

/** The means of two by two pixels each: four of two rows from an address on. */
export function sharedMeans(row: number, under: number, offset: number, quarter: number): Code {
  const sums = (o: number): Code => add(load(get(row), o), load(get(under), o));
  const [a, b] = [sums(offset), sums(offset + 16)];
  const pairs = add(shuffle(a, b, [0, 2, 4, 6]), shuffle(a, b, [1, 3, 5, 7]));
  return multiply(pairs, get(quarter));
}

/** to = the plane's blocks with coefficients times the table's. */
const preconditionBlocks = wasmFunction('precondition', [...blockParameters, i32, i32], (writer) => {
  const { table, stride } = parameter;
  const [from, to] = [4, 5];
  const [row, at] = [writer.local(i32), writer.local(i32)];
  overBlocks(writer, [
    set(row, blockIn(from)),
    overRows(writer, at, int(scratch), [
      store(get(at), load(get(row))),
      store(get(at), load(get(row), 16), 16),
      nextRow(row, stride),
    ]),
    call('filter', int(scratch), get(table), int(zeros)),
    set(row, blockIn(to)),
    overRows(writer, at, int(scratch), [
      store(get(row), load(get(at))),
      store(get(row), load(get(at), 16), 16),
      nextRow(row, stride),
    ]),
  ]);
});

/** Puts slope · block to what there is of it in a plane; samples that two by two pixels share give a quarter to each. */
function spread(writer: Writer, block: Code, to: number, isShared: boolean, put: typeof add): Code {
  const { table, stride } = parameter;
  const [at, slope, row, under] = [0, 1, 2, 3].map(() => writer.local(i32)) as [
    number,
    number,
    number,
    number,
  ];
  const share = (half: number): Code => multiply(load(get(at), half), load(get(slope), half));
  const putTo = (line: number, value: Code, offset: number): Code =>
    store(get(line), put(load(get(line), offset), value), offset);
  const begin = [set(slope, get(table)), set(row, blockIn(to))];
  if (!isShared)
    return [
      begin,
      overRows(writer, at, block, [
        putTo(row, share(0), 0),
        putTo(row, share(16), 16),
        nextRow(row, stride),
        step(slope, bytesOfRow),
      ]),
    ];
  const quarter = writer.vector(four(float(0.25)));
  const part = writer.local(valueType.v128);
  const putHalf = (half: number): Code => [
    set(part, multiply(share(half), get(quarter))),
    [0, 1].map((pair) => {
      const two = shuffle(get(part), get(part), [2 * pair, 2 * pair, 2 * pair + 1, 2 * pair + 1]);
      return [row, under].map((line) => putTo(line, two, 2 * half + 16 * pair));
    }),
  ];
  return [
    begin,
    overRows(writer, at, block, [
      set(under, plus(get(row), get(stride))),
      putHalf(0),
      putHalf(16),
      set(row, plus(get(under), get(stride))),
      step(slope, bytesOfRow),
    ]),
  ];
}

/** to += slope · (the blocks of slope · from, filtered by the weights). */
const addCurvature = (name: string, isShared: boolean): WasmFunction =>
  wasmFunction(name, [...blockParameters, i32, i32, i32], (writer) => {
    const { table, stride } = parameter;
    const [from, to, weights] = [4, 5, 6];
    const [at, slope, row, under] = [0, 1, 2, 3].map(() => writer.local(i32)) as [
      number,
      number,
      number,
      number,
    ];
    const quarter = writer.vector(four(float(0.25)));
    const read = (half: number): Code =>
      isShared ? sharedMeans(row, under, 2 * half, quarter) : load(get(row), half);
    const take = (half: number): Code => store(get(at), multiply(read(half), load(get(slope), half)), half);
    overBlocks(writer, [
      set(row, blockIn(from)),
      set(slope, get(table)),
      overRows(writer, at, int(scratch), [
        set(under, plus(get(row), get(stride))),
        take(0),
        take(16),
        set(row, plus(get(isShared ? under : row), get(stride))),
        step(slope, bytesOfRow),
      ]),
      call('filter', int(scratch), get(weights), int(zeros)),
      spread(writer, int(scratch), to, isShared, add),
    ]);
  });

/** to −= slope · (samples, filtered by the weights, less the coefficients that lie after them). */
const takeFall = (name: string, isShared: boolean): WasmFunction =>
  wasmFunction(name, [...blockParameters, i32, i32, i32], (writer) => {
    const [samples, to, weights] = [4, 5, 6];
    overBlocks(writer, [
      call('filter', get(samples), get(weights), plus(get(samples), int(bytesOfBlock))),
      spread(writer, get(samples), to, isShared, subtract),
      step(samples, 2 * bytesOfBlock),
    ]);
  });

/** The samples, filtered by the weights, less the coefficients that lie after them. */
const filters = wasmFunction('filters', [...blockParameters, i32, i32], (writer) => {
  const [samples, weights] = [4, 5];
  overBlocks(writer, [
    call('filter', get(samples), get(weights), plus(get(samples), int(bytesOfBlock))),
    step(samples, 2 * bytesOfBlock),
  ]);
});

export const blockFunctions: readonly WasmFunction[] = [
  filterBlock,
  preconditionBlocks,
  addCurvature('fine', false),
  addCurvature('shared', true),
  filters,
  takeFall('fineFall', false),
  takeFall('sharedFall', true),
];
