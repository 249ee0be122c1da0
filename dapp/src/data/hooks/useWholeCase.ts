import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import type { CaseId } from "../gateway/permitTypes.ts";
import type { ReadPass } from "../gateway/readPass.ts";
import { wholeCaseQueryOptions } from "../queries/permitCaseQuery.ts";

/** What a party sees of a case; idle without a signature. */
export function useWholeCase(id: CaseId, account: Hex, pass: ReadPass | null) {
  return useQuery(wholeCaseQueryOptions(id, account, pass));
}
