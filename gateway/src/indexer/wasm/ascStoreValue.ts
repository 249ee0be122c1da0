import type { AscMemory } from "./AscMemory.ts";
import { newBigDecimal, newBigInt, readBigDecimal, readBigInt } from "./ascNumbers.ts";
import type { Pointer } from "./Pointer.ts";
import type { EntityData, StoreValue } from "./StoreValue.ts";
import { TypeId } from "./typeIds.ts";

/** graph-ts common/value.ts, enum ValueKind. */
const KIND = {
  String: 0,
  Int: 1,
  BigDecimal: 2,
  Bool: 3,
  Array: 4,
  Null: 5,
  Bytes: 6,
  BigInt: 7,
  Int8: 8,
  Timestamp: 9,
} as const;

function payloadOf(memory: AscMemory, value: StoreValue): bigint {
  switch (value.kind) {
    case "String":
      return BigInt(memory.newString(value.value));
    case "Int":
      return BigInt(value.value);
    case "BigDecimal":
      return BigInt(newBigDecimal(memory, value.value));
    case "Bool":
      return value.value ? 1n : 0n;
    case "Array": {
      const items = value.value.map((item) => newStoreValue(memory, item));
      return BigInt(memory.newArray(TypeId.ArrayStoreValue, items));
    }
    case "Null":
      return 0n;
    case "Bytes":
      return BigInt(memory.newHex(value.value));
    case "BigInt":
      return BigInt(newBigInt(memory, value.value));
    case "Int8":
    case "Timestamp":
      return value.value;
  }
}

/** Makes a graph-ts `Value`. */
export function newStoreValue(memory: AscMemory, value: StoreValue): Pointer {
  return memory.newTagged(TypeId.StoreValue, KIND[value.kind], payloadOf(memory, value));
}

/** Reads a graph-ts `Value`. */
export function readStoreValue(memory: AscMemory, pointer: Pointer): StoreValue {
  const { kind, payload } = memory.readTagged(pointer);
  const reference = Number(BigInt.asUintN(32, payload));
  switch (kind) {
    case KIND.String:
      return { kind: "String", value: memory.readString(reference) };
    case KIND.Int:
      return { kind: "Int", value: Number(BigInt.asIntN(32, payload)) };
    case KIND.BigDecimal:
      return { kind: "BigDecimal", value: readBigDecimal(memory, reference) };
    case KIND.Bool:
      return { kind: "Bool", value: payload !== 0n };
    case KIND.Array:
      return {
        kind: "Array",
        value: memory.readArray(reference).map((item) => readStoreValue(memory, item)),
      };
    case KIND.Null:
      return { kind: "Null" };
    case KIND.Bytes:
      return { kind: "Bytes", value: memory.readHex(reference) };
    case KIND.BigInt:
      return { kind: "BigInt", value: readBigInt(memory, reference) };
    case KIND.Int8:
      return { kind: "Int8", value: payload };
    case KIND.Timestamp:
      return { kind: "Timestamp", value: payload };
    default:
      throw new TypeError(`unknown store value kind ${kind}`);
  }
}

/** Makes a graph-ts `Entity`. */
export function newEntity(memory: AscMemory, entity: EntityData): Pointer {
  const entries = [...entity].map(([key, value]) =>
    memory.newRecord(TypeId.TypedMapEntryStringStoreValue, [
      memory.newString(key),
      newStoreValue(memory, value),
    ]),
  );
  const list = memory.newArray(TypeId.ArrayTypedMapEntryStringStoreValue, entries);
  return memory.newRecord(TypeId.TypedMapStringStoreValue, [list]);
}

/** Reads a graph-ts `Entity`. */
export function readEntity(memory: AscMemory, pointer: Pointer): EntityData {
  const entries = memory.readArray(memory.readU32(pointer));
  return new Map(
    entries.map((entry) => [
      memory.readString(memory.readU32(entry)),
      readStoreValue(memory, memory.readU32(entry + 4)),
    ]),
  );
}
