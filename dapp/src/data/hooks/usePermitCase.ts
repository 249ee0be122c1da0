import { useQuery } from "@tanstack/react-query";
import type { CaseId } from "../gateway/permitTypes.ts";
import { permitCaseQueryOptions } from "../queries/permitCaseQuery.ts";

/** What everybody may see of a case. */
export function usePermitCase(id: CaseId) {
  return useQuery(permitCaseQueryOptions(id));
}
