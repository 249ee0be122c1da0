import type { Hex } from "@symbolon/protocol";
import type { EntropySource } from "../../../random/entropySource.ts";
import { expandSeed } from "../../../random/expandSeed.ts";
import { wordsToBytes } from "../../words.ts";
import { bitShareCommitment } from "./bitShareCommitment.ts";

/** A hospital's output. It signs the commitments together with each sealed package, so that what it sent can be held against it. */
export type BitDealing = {
  /** packages[i] is for node i's eyes only: its shares i and i + 1, each as salt || seed, or salt || words for share 2. */
  readonly packages: readonly Uint8Array[];
  /** Commitments to shares 0, 1, 2; they go to all three nodes in clear. */
  readonly commitments: readonly Hex[];
};

/**
 * Splits bit planes into x = x_0 ^ x_1 ^ x_2 with x_0 and x_1 from seeds: node 0 gets two seeds, nodes 1 and 2 a seed and the words of x_2, so
 * the upload is twice the data. Any one node's two shares are pseudo-random and independent of x. Every bit pattern is a
 * valid input: a number in b planes lies in [0, 2^b) whatever the hospital sends.
 */
export function shareBits(input: {
  job: Hex;
  datasetId: string;
  planes: Uint32Array;
  entropy: EntropySource;
}): BitDealing {
  const { job, datasetId, planes, entropy } = input;
  const seeds = [entropy.bytes(32), entropy.bytes(32)];
  const third = wordsToBytes(planes);
  const expanded = seeds.map((seed) => expandSeed(seed, third.length));
  for (const share of expanded) for (let i = 0; i < third.length; i++) third[i]! ^= share[i]!;
  const salts = [entropy.bytes(32), entropy.bytes(32), entropy.bytes(32)];
  const shares = [...expanded, third];
  const bodies = [...seeds, third];
  return {
    packages: [0, 1, 2].map((node) => {
      const other = (node + 1) % 3;
      return joined([salts[node]!, bodies[node]!, salts[other]!, bodies[other]!]);
    }),
    commitments: shares.map((bytes, share) =>
      bitShareCommitment({ job, datasetId, share, salt: salts[share]!, bytes }),
    ),
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
