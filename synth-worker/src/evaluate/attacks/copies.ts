import type { EvaluationReport } from "@symbolon/protocol";
import type { Nearest } from "../neighbours/nearest.ts";

type Privacy = EvaluationReport["privacy"];

/** Mean Gower distance up to which two records are near copies. */
const NEAR = 0.01;

/**
 * Shares of synthetic records that equal their nearest real record, or lie within 1 % of it in mean Gower distance: of the training half,
 * of a sample of it, and of a holdout sample of that size. The last says how often that happens to people nobody used; only equal sizes
 * compare, since more records have nearer ones among them. Throws RangeError when there are no synthetic records.
 */
export function copies(
  toTraining: Nearest,
  toSample: Nearest,
  toHoldout: Nearest,
): Pick<Privacy, "exactCopies" | "nearCopies"> {
  const within = (limit: number) => ({
    training: shareWithin(toTraining, limit),
    sampled: shareWithin(toSample, limit),
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
