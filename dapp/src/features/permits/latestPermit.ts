import type { SignedPermitDocument } from "@symbolon/protocol";
import type { WholeCase } from "../../data/gateway/permitTypes.ts";

/** The present version of a case's permit as it was signed; null before one is issued. */
export function latestPermit({ acts }: Pick<WholeCase, "acts">): SignedPermitDocument | null {
  for (const { act } of acts.toReversed())
    if (act.kind === "issued" || act.kind === "extended" || act.kind === "amended") return act.permit;
  return null;
}
