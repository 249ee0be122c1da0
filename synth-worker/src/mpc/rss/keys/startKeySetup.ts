import type { EntropySource } from "../../../random/entropySource.ts";
import { keyCommitment } from "./keyCommitment.ts";
import type {
  AwaitingKeyCommitments,
  ForNeighbours,
  KeyCommitmentMessage,
  KeyContribution,
} from "./keySetupState.ts";

/**
 * Begins the coin toss for the two pairwise keys of party `index`: commit, then reveal (Blum 1983), so that neither end of a link alone
 * chooses its key and no attempt repeats the keys of an earlier one. Throws RangeError for a job digest that is not 32 bytes.
 */
export function startKeySetup(
  input: { orderId: string; job: Uint8Array; index: 0 | 1 | 2 },
  entropy: EntropySource,
): { state: AwaitingKeyCommitments; messages: ForNeighbours<KeyCommitmentMessage> } {
  const { orderId, job, index } = input;
  if (job.length !== 32) throw new RangeError(`the job digest has ${job.length} bytes, expected 32`);
  const contribution = (): KeyContribution => ({ salt: entropy.bytes(32), share: entropy.bytes(32) });
  const nonce = entropy.bytes(32);
  const own = { previous: contribution(), next: contribution() };
  const message = (to: number, mine: KeyContribution): KeyCommitmentMessage => ({
    nonce,
    commitment: keyCommitment({ job, from: index, to, nonce, contribution: mine }),
  });
  return {
    state: { step: "awaitingKeyCommitments", orderId, job: job.slice(), index, nonce, own },
    messages: {
      previous: message((index + 2) % 3, own.previous),
      next: message((index + 1) % 3, own.next),
    },
  };
}
