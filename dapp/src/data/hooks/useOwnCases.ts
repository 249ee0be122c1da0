import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import type { ReadPass } from "../gateway/readPass.ts";
import { ownCasesQueryOptions } from "../queries/ownCasesQuery.ts";

/** Cases that an account has a part in; idle without a signature. */
export function useOwnCases(account: Hex, pass: ReadPass | null) {
  return useQuery(ownCasesQueryOptions(account, pass));
}
