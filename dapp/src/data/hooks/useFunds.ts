import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { fundsQueryOptions } from "../queries/fundsQuery.ts";

/** Balances of an account; idle while `account` is undefined. */
export function useFunds(account: Hex | undefined) {
  return useQuery(fundsQueryOptions(useConfig(), useDeployment(), account));
}
