import { type Hex, SymbolonError } from "@symbolon/protocol";
import { expandSeed } from "../../../random/expandSeed.ts";
import { bytesToWords } from "../../words.ts";
import type { Shared } from "../shared.ts";
import { bitShareCommitment } from "./bitShareCommitment.ts";

const SALT_BYTES = 32;
const SEED_BYTES = 32;

/** A dealing as node `index` has it after unsealing. */
export type ReceivedBits = {
  readonly orderId: string;
  readonly job: Hex;
  readonly datasetId: string;
  readonly index: 0 | 1 | 2;
  /** Words of all planes, as the job says. */
  readonly words: number;
  readonly commitments: readonly Hex[];
  readonly package: Uint8Array;
};

/**
 * The node's two shares of a dataset's bits. Throws E4001 for a wrong length and E4007 naming the dataset for a share that is not the one
 * committed to: since the commitments and the package carry one signature, the package shows whose fault it is. That all nodes have
 * the same commitments is settleInputs' to find out.
 */
export function acceptBits(received: ReceivedBits): Shared {
  const { orderId, job, datasetId, index, words, commitments } = received;
  const places = [index, (index + 1) % 3];
  const lengths = places.map((share) => SALT_BYTES + (share === 2 ? 4 * words : SEED_BYTES));
  const expected = lengths[0]! + lengths[1]!;
  if (received.package.length !== expected) {
    throw new SymbolonError("E4001", { length: received.package.length, expected, datasetId });
  }
  const [own, next] = places.map((share, k) => {
    const start = k === 0 ? 0 : lengths[0]!;
    const part = received.package.subarray(start, start + lengths[k]!);
    const body = part.subarray(SALT_BYTES);
    const bytes = share === 2 ? body : expandSeed(body, 4 * words);
    const salt = part.subarray(0, SALT_BYTES);
    if (
      commitments.length !== 3 ||
      commitments[share] !== bitShareCommitment({ job, datasetId, share, salt, bytes })
    ) {
      const details = { node: `of dataset ${datasetId}`, field: "share commitment", orderId, datasetId };
      throw new SymbolonError("E4007", details);
    }
    return bytesToWords(bytes);
  });
  return { own: own!, next: next! };
}
