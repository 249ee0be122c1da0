import { BigInt } from "@graphprotocol/graph-ts";

/** Largest integer that every reader of the index holds exactly (2^53 - 1). */
const LARGEST = BigInt.fromI64(9007199254740991);

/**
 * Narrows an unsigned value (seconds, counts, masks) to Int8, saturating at 2^53 - 1.
 * Saturation and not an assertion: a value that someone chose on chain must never stop the index.
 */
export function toI64(value: BigInt): i64 {
  return value.gt(LARGEST) ? LARGEST.toI64() : value.toI64();
}
