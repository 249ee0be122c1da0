import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { earningsQueryOptions } from "../queries/earningsQuery.ts";

/** Shares an account is or was owed; idle while `account` is undefined. */
export function useEarnings(account: Hex | undefined) {
  return useQuery(earningsQueryOptions(account));
}
