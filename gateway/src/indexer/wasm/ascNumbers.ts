import type { AscMemory } from "./AscMemory.ts";
import { type BigDecimal, normaliseDecimal } from "./BigDecimal.ts";
import { bigIntToBytes, bytesToBigInt } from "./bigIntBytes.ts";
import type { Pointer } from "./Pointer.ts";
import { TypeId } from "./typeIds.ts";

/** Makes a graph-ts `BigInt`. */
export function newBigInt(memory: AscMemory, value: bigint): Pointer {
  return memory.newBytes(bigIntToBytes(value));
}

/** Reads a graph-ts `BigInt`. */
export function readBigInt(memory: AscMemory, pointer: Pointer): bigint {
  return bytesToBigInt(memory.readBytes(pointer));
}

/** Makes a graph-ts `BigDecimal`. */
export function newBigDecimal(memory: AscMemory, value: BigDecimal): Pointer {
  const { digits, exponent } = normaliseDecimal(value);
  return memory.newRecord(TypeId.BigDecimal, [
    newBigInt(memory, digits),
    newBigInt(memory, BigInt(exponent)),
  ]);
}

/** Reads a graph-ts `BigDecimal`. */
export function readBigDecimal(memory: AscMemory, pointer: Pointer): BigDecimal {
  return normaliseDecimal({
    digits: readBigInt(memory, memory.readU32(pointer)),
    exponent: Number(readBigInt(memory, memory.readU32(pointer + 4))),
  });
}
