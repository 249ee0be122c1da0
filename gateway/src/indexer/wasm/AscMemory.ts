import type { Pointer } from "./Pointer.ts";
import { TypeId } from "./typeIds.ts";

/** What a compiled mapping exports for its host. */
export type AscExports = {
  readonly memory: WebAssembly.Memory;
  readonly allocate: (size: number) => Pointer;
  readonly id_of_type: (typeId: number) => number;
};

/** mmInfo, gcInfo, gcInfo2, rtId, rtSize: five u32 before every object (AssemblyScript 0.19 runtime). */
const HEADER_BYTES = 20;
const ALIGNMENT = 16;
/** Objects are small and many: one `allocate` serves a whole chunk. */
const CHUNK_BYTES = 16_384;

/**
 * Reads and makes AssemblyScript objects in a mapping's linear memory, as graph-node's `runtime/wasm/src/asc_abi`
 * does for apiVersion 0.0.5 and later: objects are written with their header into chunks from the guest's `allocate`;
 * runtime ids come from its `id_of_type`. Nothing is freed before `forget`.
 */
export class AscMemory {
  #attached: AscExports | undefined;
  readonly #runtimeIds = new Map<TypeId, number>();
  #bytes = Buffer.alloc(0);
  #view = new DataView(new ArrayBuffer());
  #next = 0;
  #end = 0;

  /** Host functions hold this object before the instance that they are imported into exists. */
  attach(exports: AscExports): void {
    this.#attached = exports;
  }

  get #exports(): AscExports {
    if (!this.#attached) throw new Error("a host function was called before the mapping was instantiated");
    return this.#attached;
  }

  /** After the instance was put back to its first state: what was allocated is gone. */
  forget(): void {
    this.#next = 0;
    this.#end = 0;
  }

  /** Makes an object of a class from the bytes of its fields. */
  newObject(typeId: TypeId, content: Uint8Array): Pointer {
    const pointer = this.#newEmpty(typeId, content.length);
    this.#bytes.set(content, pointer);
    return pointer;
  }

  /** Makes an object whose fields are all u32 or references, in the order the class declares them. */
  newRecord(typeId: TypeId, fields: readonly number[]): Pointer {
    const pointer = this.#newEmpty(typeId, fields.length * 4);
    for (let i = 0; i < fields.length; i++) this.#view.setUint32(pointer + i * 4, fields[i]!, true);
    return pointer;
  }

  /** Makes `{ kind: i32, data: u64 }`, the layout of every tagged value class. */
  newTagged(typeId: TypeId, kind: number, payload: bigint): Pointer {
    const pointer = this.#newEmpty(typeId, 16);
    this.#view.setUint32(pointer, kind, true);
    this.#view.setUint32(pointer + 4, 0, true);
    this.#view.setBigInt64(pointer + 8, payload, true);
    return pointer;
  }

  /** A string; U+0000 is left out, because no PostgreSQL text can hold it (graph-node drops it too). */
  newString(text: string): Pointer {
    const clean = text.includes("\0") ? text.replaceAll("\0", "") : text;
    const pointer = this.#newEmpty(TypeId.String, clean.length * 2);
    for (let i = 0; i < clean.length; i++) this.#view.setUint16(pointer + i * 2, clean.charCodeAt(i), true);
    return pointer;
  }

  /** A Uint8Array, which is also every Bytes, Address and BigInt. */
  newBytes(bytes: Uint8Array): Pointer {
    const buffer = this.newObject(TypeId.ArrayBuffer, bytes);
    return this.newRecord(TypeId.Uint8Array, [buffer, buffer, bytes.length]);
  }

  /** A Uint8Array of the bytes that 0x hex stands for. @throws TypeError when it is not whole bytes of hex */
  newHex(hex: string): Pointer {
    const length = (hex.length - 2) / 2;
    const isWhole = hex.startsWith("0x") && Number.isInteger(length);
    const buffer = this.#newEmpty(TypeId.ArrayBuffer, isWhole ? length : 0);
    if (!isWhole || this.#bytes.write(hex.slice(2), buffer, "hex") !== length)
      throw new TypeError(`${hex.slice(0, 80)} is not 0x hex of whole bytes`);
    return this.newRecord(TypeId.Uint8Array, [buffer, buffer, length]);
  }

  /** An Array of references. */
  newArray(typeId: TypeId, pointers: readonly Pointer[]): Pointer {
    const buffer = this.newRecord(TypeId.ArrayBuffer, pointers);
    return this.newRecord(typeId, [buffer, buffer, pointers.length * 4, pointers.length]);
  }

  readU32(address: number): number {
    return this.#fresh().getUint32(address, true);
  }

  readU8(address: number): number {
    return this.#fresh().getUint8(address);
  }

  readString(pointer: Pointer): string {
    const length = this.readU32(pointer - 4);
    const text = this.#bytes.toString("utf16le", pointer, pointer + length);
    return text.includes("\0") || !text.isWellFormed() ? text.replaceAll("\0", "").toWellFormed() : text;
  }

  /** A copy of a Uint8Array's bytes. */
  readBytes(pointer: Pointer): Uint8Array {
    const start = this.readU32(pointer + 4);
    return Uint8Array.prototype.slice.call(this.#bytes, start, start + this.readU32(pointer + 8));
  }

  /** The same bytes as lower-case 0x hex. */
  readHex(pointer: Pointer): string {
    const start = this.readU32(pointer + 4);
    return `0x${this.#bytes.toString("hex", start, start + this.readU32(pointer + 8))}`;
  }

  /** The references in an Array. */
  readArray(pointer: Pointer): Pointer[] {
    const start = this.readU32(pointer + 4);
    const length = this.readU32(pointer + 12);
    return Array.from({ length }, (_, index) => this.readU32(start + index * 4));
  }

  /** Kind and payload of a tagged value. */
  readTagged(pointer: Pointer): { kind: number; payload: bigint } {
    return { kind: this.readU32(pointer), payload: this.#fresh().getBigInt64(pointer + 8, true) };
  }

  /** The memory as it is: growing it takes the old buffer away. */
  #fresh(): DataView {
    if (this.#bytes.length === 0) {
      this.#bytes = Buffer.from(this.#exports.memory.buffer);
      this.#view = new DataView(this.#exports.memory.buffer);
    }
    return this.#view;
  }

  /** Header and room of an object. */
  #newEmpty(typeId: TypeId, length: number): Pointer {
    const runtimeId = this.#runtimeId(typeId);
    const pointer = this.#reserve(length);
    // allocate() may have grown the memory.
    const view = this.#fresh();
    view.setUint32(pointer - 20, 16 + length, true);
    view.setUint32(pointer - 16, 0, true);
    view.setUint32(pointer - 12, 0, true);
    view.setUint32(pointer - 8, runtimeId, true);
    view.setUint32(pointer - 4, length, true);
    return pointer;
  }

  #reserve(length: number): Pointer {
    let pointer = alignUp(this.#next + HEADER_BYTES);
    if (this.#next === 0 || pointer + length > this.#end) {
      const size = Math.max(CHUNK_BYTES, length + HEADER_BYTES + ALIGNMENT);
      this.#next = this.#exports.allocate(size);
      this.#end = this.#next + size;
      pointer = alignUp(this.#next + HEADER_BYTES);
    }
    this.#next = pointer + length;
    return pointer;
  }

  #runtimeId(typeId: TypeId): number {
    const known = this.#runtimeIds.get(typeId);
    if (known !== undefined) return known;
    const runtimeId = this.#exports.id_of_type(typeId);
    this.#runtimeIds.set(typeId, runtimeId);
    return runtimeId;
  }
}

function alignUp(address: number): number {
  return (address + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
}
