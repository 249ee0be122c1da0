import { expandRing } from "../ring/expandRing.ts";

/** `length` numbers modulo 2^64 that follow from a coin; another label gives other numbers. The same at all parties. */
export function coinWords(coin: Uint8Array, label: string, length: number): BigUint64Array<ArrayBuffer> {
  return expandRing(coin, label, length);
}
