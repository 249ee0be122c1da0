import { pickRecords } from "../../math/pickRecords.ts";
import { columnScales } from "../neighbours/columnScales.ts";
import { evenRows } from "../neighbours/evenRows.ts";
import { finestGap } from "../neighbours/finestGap.ts";
import { gowerPoints } from "../neighbours/gowerPoints.ts";
import { nearestGower } from "../neighbours/nearestGower.ts";
import { kernelLogDensities } from "./kernelLogDensities.ts";
import { type MembershipFigures, membershipFigures } from "./membershipFigures.ts";
import type { ThreeFiles } from "./threeFiles.ts";

/** Records of each group that are attacked. */
const MOST_RECORDS = 5000;
/** Records that a kernel sum runs over: the others are many bandwidths away. */
const KERNEL_RECORDS = 16;
/** Bandwidth in distances to the nearest reference record: narrow, because a leak is a synthetic record that is nearer than that. */
const BANDWIDTH_SHARE = 0.25;

/**
 * DOMIAS (van Breugel et al., AISTATS 2023) with kernel densities: score = ln p_synthetic(x) - ln p_reference(x), Gaussian kernels on Gower's
 * distance, which takes numbers, categories and missing cells alike. Every other holdout record is the attacker's reference, the rest are the
 * non-members, so no record is its own reference. Both densities at x have one bandwidth, a quarter of the distance from x to the nearest
 * reference record (a balloon estimator, Terrell and Scott 1992), at least the smallest distance that one cell can make; sums run over the 16
 * nearest records. Where the synthetic file is the reference file every score is 0 and the AUC .5. At most 5,000 evenly spaced records of each
 * group are attacked. Throws RangeError for fewer than two training records or four holdout records, or no synthetic ones.
 */
export function densityRatioAttack(files: ThreeFiles): MembershipFigures {
  const { synthetic, training, holdout } = files;
  if (synthetic.rows < 1 || training.rows < 2 || holdout.rows < 4)
    throw new RangeError("too few records for a membership attack");
  const scales = columnScales([training, holdout]);
  const everyOther = (first: number) =>
    Int32Array.from({ length: (holdout.rows + 1 - first) >> 1 }, (_, i) => first + 2 * i);
  const outside = pickRecords(holdout, everyOther(0));
  const reference = gowerPoints(pickRecords(holdout, everyOther(1)), scales);
  const made = gowerPoints(synthetic, scales);
  const finest = finestGap(holdout, scales);

  const scores = (group: typeof outside) => {
    const points = gowerPoints(pickRecords(group, evenRows(group.rows, MOST_RECORDS)), scales);
    const toReference = nearestGower(points, reference, { k: KERNEL_RECORDS });
    const bandwidths = Float64Array.from({ length: points.rows }, (_, query) =>
      Math.max(BANDWIDTH_SHARE * toReference.distances[query * KERNEL_RECORDS]!, finest),
    );
    const low = kernelLogDensities(toReference, reference.rows, bandwidths);
    const high = kernelLogDensities(nearestGower(points, made, { k: KERNEL_RECORDS }), made.rows, bandwidths);
    return high.map((value, i) => value - low[i]!);
  };
  return membershipFigures("density ratio", scores(training), scores(outside));
}
