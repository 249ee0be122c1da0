import type { AscMemory } from "./AscMemory.ts";
import { newBigInt, readBigInt } from "./ascNumbers.ts";
import type { EthereumValue } from "./EthereumValue.ts";
import type { Pointer } from "./Pointer.ts";
import { TypeId } from "./typeIds.ts";

/** graph-ts chain/ethereum.ts, enum ValueKind: the position is the number. */
const KINDS = [
  "Address",
  "FixedBytes",
  "Bytes",
  "Int",
  "Uint",
  "Bool",
  "String",
  "FixedArray",
  "Array",
  "Tuple",
] as const;

function payloadOf(memory: AscMemory, value: EthereumValue): bigint {
  switch (value.kind) {
    case "Address":
    case "FixedBytes":
    case "Bytes":
      return BigInt(memory.newHex(value.value));
    case "Int":
    case "Uint":
      return BigInt(newBigInt(memory, value.value));
    case "Bool":
      return value.value ? 1n : 0n;
    case "String":
      return BigInt(memory.newString(value.value));
    case "FixedArray":
    case "Array":
    case "Tuple":
      return BigInt(newEthereumValues(memory, value.value));
  }
}

/** Makes a graph-ts `ethereum.Value`. */
export function newEthereumValue(memory: AscMemory, value: EthereumValue): Pointer {
  return memory.newTagged(TypeId.EthereumValue, KINDS.indexOf(value.kind), payloadOf(memory, value));
}

/** Makes an `Array<ethereum.Value>`. */
export function newEthereumValues(memory: AscMemory, values: readonly EthereumValue[]): Pointer {
  return memory.newArray(
    TypeId.ArrayEthereumValue,
    values.map((value) => newEthereumValue(memory, value)),
  );
}

/** Reads a graph-ts `ethereum.Value`. */
export function readEthereumValue(memory: AscMemory, pointer: Pointer): EthereumValue {
  const { kind: number, payload } = memory.readTagged(pointer);
  const kind = KINDS[number];
  const reference = Number(BigInt.asUintN(32, payload));
  switch (kind) {
    case "Address":
    case "FixedBytes":
    case "Bytes":
      return { kind, value: memory.readHex(reference) };
    case "Int":
    case "Uint":
      return { kind, value: readBigInt(memory, reference) };
    case "Bool":
      return { kind, value: payload !== 0n };
    case "String":
      return { kind, value: memory.readString(reference) };
    case "FixedArray":
    case "Array":
    case "Tuple":
      return { kind, value: memory.readArray(reference).map((item) => readEthereumValue(memory, item)) };
    default:
      throw new TypeError(`unknown Ethereum value kind ${number}`);
  }
}
