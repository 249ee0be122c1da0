import { digestOfDocument } from "../../content/digest.ts";
import type { Hex } from "../../content/hex.ts";

/** What the first entry of a key log follows: bound to the chain, so that one log cannot pass for another chain's. */
export function keyLogGenesis(chainId: number): Hex {
  return digestOfDocument({ format: "symbolon-key-log/1", chainId });
}
