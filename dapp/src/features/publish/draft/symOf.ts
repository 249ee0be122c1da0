import { parseWei } from "@symbolon/protocol";

/** Largest amount that the contracts hold in a price (uint96). */
const MOST_WEI = 2n ** 96n - 1n;

/** An amount in SYM as wei; null for what is none or too large. "12.5" -> 12500000000000000000n. */
export function symOf(text: string): bigint | null {
  try {
    const wei = parseWei(text.trim());
    return wei <= MOST_WEI ? wei : null;
  } catch {
    return null;
  }
}
