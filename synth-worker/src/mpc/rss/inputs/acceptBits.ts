import { type Hex, SymbolonError } from "@symbolon/protocol";
import { bytesToWords } from "../../words.ts";
import type { Shared } from "../shared.ts";
import { openShare } from "./openShare.ts";
import { requirePackageLength } from "./requirePackageLength.ts";
import { sharePlaces } from "./sharePlaces.ts";

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
  const { orderId, datasetId, index, words } = received;
  requirePackageLength(received);
  const [own, next] = sharePlaces(index, words).map((place) => {
    const bytes = received.package.subarray(place.from, place.to);
    const opened = openShare(received, place, { bytes, words });
    if (opened === null) {
      const details = { node: `of dataset ${datasetId}`, field: "share commitment", orderId, datasetId };
      throw new SymbolonError("E4007", details);
    }
    return bytesToWords(opened);
  });
  return { own: own!, next: next! };
}
