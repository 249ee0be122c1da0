import { type MembershipFigures, membershipFigures } from "../../evaluate/attacks/membershipFigures.ts";
import type { ImageSet } from "../imageSet.ts";
import { evenImages } from "./evenImages.ts";
import { nearnessTo } from "./nearnessTo.ts";

/** Images of each group that are attacked at most. */
const MOST = 4000;

/**
 * A membership attack on patients: one is suspect the nearer any of their images lies to a synthetic one (nearnessTo). Patients are independent, so the
 * limits hold. At most 4,000 images of each group, evenly spaced, are attacked. Throws RangeError for fewer than two patients in a group.
 */
export function patientMembership(
  synthetic: ImageSet,
  training: ImageSet,
  heldOut: ImageSet,
): MembershipFigures {
  const nearness = nearnessTo(synthetic);
  const ofPatients = (images: ImageSet): Float64Array => {
    const some = evenImages(images, MOST);
    const best = new Map<number, number>();
    for (const [i, score] of nearness(some).entries()) {
      const subject = some.subjects[i]!;
      best.set(subject, Math.max(score, best.get(subject) ?? Number.NEGATIVE_INFINITY));
    }
    return Float64Array.from(best.values());
  };
  return membershipFigures("nearest neighbour", ofPatients(training), ofPatients(heldOut));
}
