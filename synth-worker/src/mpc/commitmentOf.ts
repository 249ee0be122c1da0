import { sha256 } from "@noble/hashes/sha2.js";
import { fromHex, type Hex, toHex } from "@symbolon/protocol";

/**
 * Salted commitment sha256(label, parts...), every part preceded by its length (uint32 little-endian), so no two
 * different lists of parts hash the same bytes. Hiding as long as one part is a secret 32-byte salt, binding as
 * sha256 is collision resistant. Text parts are UTF-8.
 */
export function commitmentOf(label: string, parts: readonly (string | Uint8Array)[]): Hex {
  const hash = sha256.create();
  const add = (bytes: Uint8Array) => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length, true);
    hash.update(length).update(bytes);
  };
  for (const part of [label, ...parts]) add(typeof part === "string" ? encoder.encode(part) : part);
  return toHex(hash.digest());
}

/** The commitment to one share: bound to the job, the dataset and the receiving node's index. */
export function shareCommitment(share: {
  job: Hex;
  datasetId: string;
  node: number;
  salt: Uint8Array;
  bytes: Uint8Array;
}): Hex {
  return commitmentOf("symbolon/sum-share/1", [
    fromHex(share.job),
    share.datasetId,
    String(share.node),
    share.salt,
    share.bytes,
  ]);
}

/** The commitment to one node's noisy partial sum: bound to the job, all share commitments and the node's index. */
export function partialCommitment(partial: {
  job: Hex;
  inputs: Hex;
  node: number;
  salt: Uint8Array;
  bytes: Uint8Array;
}): Hex {
  return commitmentOf("symbolon/sum-partial/1", [
    fromHex(partial.job),
    fromHex(partial.inputs),
    String(partial.node),
    partial.salt,
    partial.bytes,
  ]);
}

const encoder = new TextEncoder();
