/** Sections of a WebAssembly binary (WebAssembly core specification 2.0, 5.5). */
const SECTION = { import: 2, global: 6, export: 7 } as const;
const HEADER_BYTES = 8;
/** Import and export kinds (5.5.5, 5.5.10). */
const KIND = { function: 0, table: 1, memory: 2, global: 3 } as const;
const MUTABLE = 1;

/** Prefix of the exports that {@link exposeGlobals} adds. */
export const EXPOSED = "symbolon:global:";

type Section = {
  readonly id: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
};

/**
 * The module with every mutable global of its own exported, as `symbolon:global:<index>`, so that a host can put an instance back to its first
 * state. A module without exports or globals comes back as it is.
 * @throws TypeError for a binary that is not understood
 */
export function exposeGlobals(module: Uint8Array): Uint8Array {
  const sections = readSections(module);
  const find = (id: number) => sections.find((section) => section.id === id);
  const globals = find(SECTION.global);
  const exports = find(SECTION.export);
  if (globals === undefined || exports === undefined) return module;
  const imports = find(SECTION.import);
  const first = imports === undefined ? 0 : countImportedGlobals(new Reader(module, imports.content));
  const mutable = findMutable(new Reader(module, globals.content), first);
  const reader = new Reader(module, exports.content);
  const count = reader.u32() + mutable.length;
  const added = mutable.flatMap((index) => {
    const name = new TextEncoder().encode(`${EXPOSED}${index}`);
    return [...leb(name.length), ...name, KIND.global, ...leb(index)];
  });
  const content = [...leb(count), ...module.subarray(reader.at, exports.end), ...added];
  return Uint8Array.from([
    ...module.subarray(0, exports.start),
    SECTION.export,
    ...leb(content.length),
    ...content,
    ...module.subarray(exports.end),
  ]);
}

function readSections(module: Uint8Array): Section[] {
  const sections: Section[] = [];
  const reader = new Reader(module, HEADER_BYTES);
  while (reader.at < module.length) {
    const start = reader.at;
    const id = reader.u8();
    const length = reader.u32();
    sections.push({ id, start, content: reader.at, end: reader.at + length });
    reader.at += length;
  }
  return sections;
}

function countImportedGlobals(reader: Reader): number {
  let globals = 0;
  for (let left = reader.u32(); left > 0; left--) {
    reader.skipBytes();
    reader.skipBytes();
    const kind = reader.u8();
    if (kind === KIND.function) reader.u32();
    else if (kind === KIND.global) {
      reader.at += 2;
      globals += 1;
    } else if (kind === KIND.table || kind === KIND.memory) {
      if (kind === KIND.table) reader.u8();
      const hasMaximum = (reader.u8() & 1) === 1;
      reader.u32();
      if (hasMaximum) reader.u32();
    } else throw new TypeError(`unknown import kind ${kind}`);
  }
  return globals;
}

function findMutable(reader: Reader, first: number): number[] {
  const mutable: number[] = [];
  const count = reader.u32();
  for (let index = first; index < first + count; index++) {
    reader.u8();
    if (reader.u8() === MUTABLE) mutable.push(index);
    reader.skipConstant();
  }
  return mutable;
}

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}

class Reader {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  u8(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new TypeError("the WebAssembly binary ends early");
    return byte;
  }

  u32(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.u8();
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  /** A vector of bytes, such as a name. */
  skipBytes(): void {
    const length = this.u32();
    this.at += length;
  }

  /** A constant expression of one instruction, up to and with its `end` (5.4.9). */
  skipConstant(): void {
    const skip: Readonly<Record<number, () => unknown>> = {
      35: () => this.u32(), // global.get
      65: () => this.u32(), // i32.const
      66: () => this.#skipLeb(), // i64.const
      67: () => (this.at += 4), // f32.const
      68: () => (this.at += 8), // f64.const
    };
    const opcode = this.u8();
    if (skip[opcode] === undefined) throw new TypeError(`unknown constant instruction ${opcode}`);
    skip[opcode]();
    if (this.u8() !== 11) throw new TypeError("a constant of more than one instruction");
  }

  #skipLeb(): void {
    while (this.u8() >= 128);
  }
}
