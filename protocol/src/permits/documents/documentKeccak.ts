import { keccak_256 } from "@noble/hashes/sha3.js";
import { documentBytes } from "../../content/digest.ts";
import { type Hex, toHex } from "../../content/hex.ts";

/** keccak256 of a JSON document's canonical bytes (RFC 8785): what PermitRegistry calls applicationHash and decisionHash. */
export function documentKeccak(document: unknown): Hex {
  return toHex(keccak_256(documentBytes(document)));
}
