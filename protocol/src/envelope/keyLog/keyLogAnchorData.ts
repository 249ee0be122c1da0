import { type Hex, toHex } from "../../content/hex.ts";

/**
 * Calldata of the transaction that anchors a day of a key log: the ASCII words `symbolon/key-log/1`, then the 32 bytes of the KeyLogDay
 * document's digest. The hub's account sends it to itself; sender, block and time are the chain's word.
 */
export function keyLogAnchorData(dayDigest: Hex): Hex {
  return `${toHex(new TextEncoder().encode("symbolon/key-log/1"))}${dayDigest.slice(2)}` as Hex;
}
