import type { ParamType } from "ethers";
import type { EthereumValue } from "./EthereumValue.ts";
import { bytesToHex } from "./hexBytes.ts";

const WORD = 32;

/**
 * Reads values of one type from ABI data. `at` is where the value's head is, `base` what its offset counts from.
 * `read` throws RangeError when the data ends early and TypeError when a word is no value of the type.
 */
export type AbiDecoder = {
  readonly isDynamic: boolean;
  /** Bytes it takes in the head of what holds it. */
  readonly headBytes: number;
  read(data: Buffer, at: number, base: number): EthereumValue;
};

const known = new WeakMap<ParamType, AbiDecoder>();

/**
 * The decoder of a type (Solidity contract ABI specification, "Formal Specification of the Encoding"). As graph-node does, text
 * that is not UTF-8 is repaired and not refused, because anyone can put such text on chain and the index must go on.
 */
export function abiDecoder(type: ParamType): AbiDecoder {
  const found = known.get(type) ?? makeDecoder(type);
  known.set(type, found);
  return found;
}

function makeDecoder(type: ParamType): AbiDecoder {
  if (type.isArray()) {
    const item = abiDecoder(type.arrayChildren);
    const length = type.arrayLength;
    return length === -1 ? listDecoder(item) : groupDecoder("FixedArray", Array(length).fill(item));
  }
  if (type.isTuple()) return groupDecoder("Tuple", type.components.map(abiDecoder));
  if (type.type === "string")
    return bytesDecoder((bytes) => ({ kind: "String", value: new TextDecoder().decode(bytes) }));
  if (type.type === "bytes") return bytesDecoder((bytes) => ({ kind: "Bytes", value: bytesToHex(bytes) }));
  return wordDecoder(type.type);
}

function wordDecoder(type: string): AbiDecoder {
  const digits = Number(/\d+$/.exec(type)?.[0] ?? 256);
  const toValue = (word: Buffer): EthereumValue => {
    if (type === "address") {
      if (word.subarray(0, 12).some((byte) => byte !== 0)) throw new TypeError("a word is no address");
      return { kind: "Address", value: bytesToHex(word.subarray(12)) };
    }
    if (type === "bool") return { kind: "Bool", value: word.some((byte) => byte !== 0) };
    if (type.startsWith("bytes")) return { kind: "FixedBytes", value: bytesToHex(word.subarray(0, digits)) };
    const integer = BigInt(bytesToHex(word));
    return type.startsWith("uint")
      ? { kind: "Uint", value: BigInt.asUintN(digits, integer) }
      : { kind: "Int", value: BigInt.asIntN(digits, integer) };
  };
  return { isDynamic: false, headBytes: WORD, read: (data, at) => toValue(slice(data, at, WORD)) };
}

function bytesDecoder(toValue: (bytes: Buffer) => EthereumValue): AbiDecoder {
  return {
    isDynamic: true,
    headBytes: WORD,
    read(data, at, base) {
      const start = base + readCount(data, at);
      return toValue(slice(data, start + WORD, readCount(data, start)));
    },
  };
}

function listDecoder(item: AbiDecoder): AbiDecoder {
  return {
    isDynamic: true,
    headBytes: WORD,
    read(data, at, base) {
      const start = base + readCount(data, at);
      const count = readCount(data, start);
      // An item takes at least a word: a count that the data cannot hold must not be counted to.
      if (item.headBytes > 0) slice(data, start + WORD, count * item.headBytes);
      const first = start + WORD;
      const value = Array.from({ length: count }, (_, i) =>
        item.read(data, first + i * item.headBytes, first),
      );
      return { kind: "Array", value };
    },
  };
}

function groupDecoder(kind: "FixedArray" | "Tuple", items: readonly AbiDecoder[]): AbiDecoder {
  const isDynamic = items.some((item) => item.isDynamic);
  const innerBytes = items.reduce((sum, item) => sum + item.headBytes, 0);
  return {
    isDynamic,
    headBytes: isDynamic ? WORD : innerBytes,
    read(data, at, base) {
      const start = isDynamic ? base + readCount(data, at) : at;
      return { kind, value: readSequence(items, data, start) };
    },
  };
}

/** Values one after the other, as the members of a tuple that begins at `start`. */
export function readSequence(items: readonly AbiDecoder[], data: Buffer, start: number): EthereumValue[] {
  let at = start;
  return items.map((item) => {
    const value = item.read(data, at, start);
    at += item.headBytes;
    return value;
  });
}

/** An offset or a length; what no data could hold is refused before it becomes a number. */
function readCount(data: Buffer, at: number): number {
  const word = slice(data, at, WORD);
  const count = word.readUInt32BE(28);
  if (count > data.length || word.subarray(0, 28).some((byte) => byte !== 0))
    throw new RangeError("an offset or length is beyond the data");
  return count;
}

function slice(data: Buffer, at: number, length: number): Buffer {
  if (at + length > data.length) throw new RangeError("the data ends early");
  return data.subarray(at, at + length);
}
