import { sha256 } from "@noble/hashes/sha2.js";
import { canonicalJson } from "./canonicalJson.ts";
import { type Hex, toHex } from "./hex.ts";

const encoder = new TextEncoder();

/** The bytes a JSON document is stored, hashed and pinned as: UTF-8 of its RFC 8785 form. */
export function documentBytes(document: unknown): Uint8Array<ArrayBuffer> {
  return encoder.encode(canonicalJson(document)) as Uint8Array<ArrayBuffer>;
}

/** sha256 of raw bytes as bytes32. */
export function digestOfBytes(bytes: Uint8Array): Hex {
  return toHex(sha256(bytes));
}

/** sha256 of a JSON document's canonical bytes as bytes32: the document's name on chain and in IPFS. */
export function digestOfDocument(document: unknown): Hex {
  return digestOfBytes(documentBytes(document));
}
