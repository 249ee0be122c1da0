import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import * as Digest from "multiformats/hashes/digest";
import { sha256 } from "multiformats/hashes/sha2";
import { fromHex, type Hex, toHex } from "./hex.ts";

/** Largest document that is one raw IPFS block, so that CID and digest say the same: 1 MiB (Helia and `ipfs add --chunker=size-1048576`). */
export const MAX_SINGLE_BLOCK_BYTES = 1_048_576;

/** CIDv1(raw, sha2-256, digest) as base32 text. */
export function cidOfDigest(digest: Hex): string {
  return CID.createV1(raw.code, Digest.create(sha256.code, fromHex(digest))).toString();
}

/** The sha2-256 digest inside a CID; null when the CID is not a raw sha2-256 block (a file of several blocks). */
export function digestOfCid(cid: string): Hex | null {
  const parsed = CID.parse(cid);
  if (parsed.code !== raw.code || parsed.multihash.code !== sha256.code) return null;
  return toHex(parsed.multihash.digest);
}
