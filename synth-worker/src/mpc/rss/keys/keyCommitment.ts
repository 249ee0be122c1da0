import { fromHex } from "@symbolon/protocol";
import { commitmentOf } from "../../commitmentOf.ts";
import type { KeyContribution } from "./keySetupState.ts";

/**
 * Commits to one contribution of party `from` to the key of its link to party `to`: job, both places, the sender's nonce, salt and
 * share. The two places inside keep a neighbour from sending a commitment back as its own.
 */
export function keyCommitment(input: {
  job: Uint8Array;
  from: number;
  to: number;
  nonce: Uint8Array;
  contribution: KeyContribution;
}): Uint8Array {
  const { job, from, to, nonce, contribution } = input;
  const parts = [job, String(from), String(to), nonce, contribution.salt, contribution.share];
  return fromHex(commitmentOf("symbolon/rss-key/1", parts));
}
