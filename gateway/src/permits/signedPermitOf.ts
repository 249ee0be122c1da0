import type { ProceedingAct, SignedPermitDocument } from "@symbolon/protocol";
import type { CaseRecord } from "./caseRecord.ts";

/** The newest version of a case's permit with its signature; null before one is issued. */
export function signedPermitOf({ acts }: Pick<CaseRecord, "acts">): SignedPermitDocument | null {
  const last = acts.findLast(({ kind }) => ["issued", "extended", "amended"].includes(kind));
  if (last === undefined) return null;
  return (JSON.parse(last.body) as Extract<ProceedingAct, { kind: "issued" }>).permit;
}
