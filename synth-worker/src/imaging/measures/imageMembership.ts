import { areaUnderRoc } from "../../evaluate/areaUnderRoc.ts";
import type { Interval } from "../../evaluate/interval.ts";
import type { ImageSet } from "../imageSet.ts";
import { evenImages } from "./evenImages.ts";
import { nearnessTo } from "./nearnessTo.ts";

/** Images of each group that are attacked at most. */
const MOST = 1000;

/**
 * A membership attack: an image is suspect the nearer its nearest synthetic image lies (block means of at most 16 x 16). AUC of members, the training
 * images, against held-out images, with DeLong's 95 % limits; .5: the attacker learns nothing. Meant for groups of like images: the limits take images for
 * independent, which images of one patient are not (patientMembership).
 */
export function imageMembership(synthetic: ImageSet, training: ImageSet, heldOut: ImageSet): Interval {
  const nearness = nearnessTo(synthetic);
  return areaUnderRoc(nearness(evenImages(training, MOST)), nearness(evenImages(heldOut, MOST)));
}
