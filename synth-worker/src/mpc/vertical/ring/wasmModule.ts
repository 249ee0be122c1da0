/** A function of a hand-written module: parameters are 32-bit addresses and counts, there is no result. */
export type WasmFunction = {
  readonly name: string;
  readonly parameters: number;
  /** Local variables after the parameters: first the 32-bit ones, then the 64-bit ones. */
  readonly locals: { readonly i32: number; readonly i64: number };
  /** Instructions, without the closing `end`. */
  readonly body: readonly number[];
};

/**
 * The bytes of a WebAssembly module (core specification 1.0, section 5) with these exported functions and one memory that it imports as
 * `env.memory`. Nothing is optimised or validated here: the engine does both when it compiles.
 */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const I32 = 0x7f;
  const I64 = 0x7e;
  const types = functions.map((f) => [
    0x60,
    ...list(new Array<number[]>(f.parameters).fill([I32])),
    ...list([]),
  ]);
  const memoryImport = [...name("env"), ...name("memory"), 0x02, 0x00, ...unsigned(1)];
  const exports = functions.map((f, index) => [...name(f.name), 0x00, ...unsigned(index)]);
  const bodies = functions.map(({ locals, body }) => {
    const runs = list([
      [...unsigned(locals.i32), I32],
      [...unsigned(locals.i64), I64],
    ]);
    const code = [...runs, ...body, END];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d], // "\0asm"
    ...[0x01, 0x00, 0x00, 0x00], // version 1
    ...section(1, list(types)),
    ...section(2, list([memoryImport])),
    ...section(3, list(functions.map((_, index) => unsigned(index)))),
    ...section(7, list(exports)),
    ...section(10, list(bodies)),
  ]);
}

/** The instructions that the kernel needs, as functions that give their bytes. */
export const instruction = {
  get: (local: number): number[] => [0x20, ...unsigned(local)],
  set: (local: number): number[] => [0x21, ...unsigned(local)],
  tee: (local: number): number[] => [0x22, ...unsigned(local)],
  /** Pushes a small non-negative constant. */
  constant: (value: number): number[] => [0x41, ...signed(value)],
  add32: [0x6a],
  subtract32: [0x6b],
  add64: [0x7c],
  multiply64: [0x7e],
  /** Takes an address and gives the 64-bit word at address + offset. */
  load64: (offset: number): number[] => [0x29, 0x03, ...unsigned(offset)],
  /** Takes an address and a 64-bit word and stores it at address + offset. */
  store64: (offset: number): number[] => [0x37, 0x03, ...unsigned(offset)],
  /** Runs the body, which leaves a number on the stack, again and again until that number is 0. */
  repeat: (body: readonly number[]): number[] => [0x03, 0x40, ...body, 0x0d, 0x00, 0x0b],
} as const;

const END = 0x0b;

const section = (id: number, content: readonly number[]) => [id, ...unsigned(content.length), ...content];
const list = (items: readonly (readonly number[])[]) => [...unsigned(items.length), ...items.flat()];
const name = (text: string) => list([...text].map((letter) => [letter.charCodeAt(0)]));

/** LEB128: seven bits a byte, least significant first, the top bit set on all but the last. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** Signed LEB128 of a non-negative number: its last byte must leave bit 6, the sign, at 0. */
function signed(value: number): number[] {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}
