import type { EvaluationReport } from "@symbolon/protocol";
import { clopperPearson } from "../../math/clopperPearson.ts";
import { areaUnderRoc } from "../areaUnderRoc.ts";
import { thinnedRoc } from "./thinnedRoc.ts";

/** The figures of one membership attack as the report holds them. */
export type MembershipFigures = EvaluationReport["privacy"]["membership"][number];

/**
 * How well a score tells members (higher) from non-members: AUC with DeLong's 95 % limits; the share of members found at 1 % false positives
 * with the limits of Clopper and Pearson; the ROC, thinned. The threshold is the lowest at which at most 1 % of the non-members score
 * strictly above it, so members who tie with it are not found. Throws RangeError when either group has fewer than two scores.
 */
export function membershipFigures(
  attack: MembershipFigures["attack"],
  members: Float64Array,
  nonMembers: Float64Array,
): MembershipFigures {
  const auc = areaUnderRoc(members, nonMembers);
  const allowed = Math.floor(nonMembers.length / 100);
  const threshold = nonMembers.slice().sort()[nonMembers.length - 1 - allowed]!;
  const found = members.reduce((count, score) => count + (score > threshold ? 1 : 0), 0);
  return {
    attack,
    auc,
    tprAt1PercentFpr: clopperPearson(found, members.length),
    roc: thinnedRoc(members, nonMembers),
  };
}
