import { digestOfDocument, type Hex } from "@symbolon/protocol";
import type { MeasuredPart } from "./measuredPart.ts";
import { partDocument } from "./partDocument.ts";
import { partsPlanDigest } from "./partsPlanDigest.ts";
import type { PartsPlan } from "./planParts.ts";

/**
 * What the shares of one look are bound to: job, plan, the look's number and its parts. A hospital that would measure something else than
 * the nodes shares for another job, and its shares match no commitment there.
 */
export function lookJob(
  plan: PartsPlan,
  { job, look, parts }: { readonly job: Hex; readonly look: number; readonly parts: readonly MeasuredPart[] },
): Hex {
  return digestOfDocument({
    format: "symbolon/joint-look/1",
    job,
    plan: partsPlanDigest(plan),
    look,
    parts: parts.map(partDocument),
  });
}
