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
 * runtime ids come from its `id_of_type`. Nothing is freed, the instance lives for one handler call.
 */
export class AscMemory {
  #attached: AscExports | undefined;
  readonly #runtimeIds = new Map<TypeId, number>();
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

  /** Makes an object of a class from the bytes of its fields. */
  newObject(typeId: TypeId, content: Uint8Array): Pointer {
    const pointer = this.#reserve(content.length);
    // allocate() may have grown the memory: views are taken after it.
    const view = this.#view();
    view.setUint32(pointer - 20, 16 + content.length, true);
    view.setUint32(pointer - 16, 0, true);
    view.setUint32(pointer - 12, 0, true);
    view.setUint32(pointer - 8, this.#runtimeId(typeId), true);
    view.setUint32(pointer - 4, content.length, true);
    new Uint8Array(this.#exports.memory.buffer).set(content, pointer);
    return pointer;
  }

  /** Makes an object whose fields are all u32 or references, in the order the class declares them. */
  newRecord(typeId: TypeId, fields: readonly number[]): Pointer {
    const content = new DataView(new ArrayBuffer(fields.length * 4));
    fields.forEach((field, index) => {
      content.setUint32(index * 4, field, true);
    });
    return this.newObject(typeId, new Uint8Array(content.buffer));
  }

  /** Makes `{ kind: i32, data: u64 }`, the layout of every tagged value class. */
  newTagged(typeId: TypeId, kind: number, payload: bigint): Pointer {
    const content = new DataView(new ArrayBuffer(16));
    content.setUint32(0, kind, true);
    content.setBigInt64(8, BigInt.asIntN(64, payload), true);
    return this.newObject(typeId, new Uint8Array(content.buffer));
  }

  /** A string; U+0000 is left out, because no PostgreSQL text can hold it (graph-node drops it too). */
  newString(text: string): Pointer {
    const clean = text.replaceAll("\0", "");
    const content = new DataView(new ArrayBuffer(clean.length * 2));
    for (let i = 0; i < clean.length; i++) content.setUint16(i * 2, clean.charCodeAt(i), true);
    return this.newObject(TypeId.String, new Uint8Array(content.buffer));
  }

  /** A Uint8Array, which is also every Bytes, Address and BigInt. */
  newBytes(bytes: Uint8Array): Pointer {
    const buffer = this.newObject(TypeId.ArrayBuffer, bytes);
    return this.newRecord(TypeId.Uint8Array, [buffer, buffer, bytes.length]);
  }

  /** An Array of references. */
  newArray(typeId: TypeId, pointers: readonly Pointer[]): Pointer {
    const buffer = this.newRecord(TypeId.ArrayBuffer, pointers);
    return this.newRecord(typeId, [buffer, buffer, pointers.length * 4, pointers.length]);
  }

  readU32(address: number): number {
    return this.#view().getUint32(address, true);
  }

  readU8(address: number): number {
    return this.#view().getUint8(address);
  }

  readString(pointer: Pointer): string {
    const view = this.#view();
    const length = view.getUint32(pointer - 4, true);
    let text = "";
    for (let at = pointer; at < pointer + length; at += 2)
      text += String.fromCharCode(view.getUint16(at, true));
    return text.replaceAll("\0", "").toWellFormed();
  }

  /** A copy of a Uint8Array's bytes. */
  readBytes(pointer: Pointer): Uint8Array {
    const start = this.readU32(pointer + 4);
    return new Uint8Array(this.#exports.memory.buffer).slice(start, start + this.readU32(pointer + 8));
  }

  /** The references in an Array. */
  readArray(pointer: Pointer): Pointer[] {
    const start = this.readU32(pointer + 4);
    const length = this.readU32(pointer + 12);
    return Array.from({ length }, (_, index) => this.readU32(start + index * 4));
  }

  /** Kind and payload of a tagged value. */
  readTagged(pointer: Pointer): { kind: number; payload: bigint } {
    return { kind: this.readU32(pointer), payload: this.#view().getBigInt64(pointer + 8, true) };
  }

  #view(): DataView {
    return new DataView(this.#exports.memory.buffer);
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
