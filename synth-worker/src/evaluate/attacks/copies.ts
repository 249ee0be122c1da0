import type { EvaluationReport } from "@symbolon/protocol";
import type { Nearest } from "../neighbours/nearest.ts";

type Privacy = EvaluationReport["privacy"];

/** Mean Gower distance up to which two records are near copies. */
const NEAR = 0.01;

/**
 * Shares of synthetic records that equal their nearest training record, or lie within 1 % of it in mean Gower distance, and the same for the
 * holdout: how often that happens to people nobody used. Both files count whole: where the holdout is smaller than the training half, its
 * share is what chance gives at that size and no more. Throws RangeError when there are no synthetic records.
 */
export function copies(toTraining: Nearest, toHoldout: Nearest): Pick<Privacy, "exactCopies" | "nearCopies"> {
  const within = (limit: number) => ({
    training: shareWithin(toTraining, limit),
    holdout: toHoldout.places.some((place) => place >= 0) ? shareWithin(toHoldout, limit) : null,
  });
  return { exactCopies: within(0), nearCopies: within(NEAR) };
}

function shareWithin({ distances, k }: Nearest, limit: number): number {
  const records = distances.length / k;
  if (records === 0) throw new RangeError("there are no synthetic records");
  let count = 0;
  for (let i = 0; i < distances.length; i += k) if (distances[i]! <= limit) count++;
  return count / records;
}
