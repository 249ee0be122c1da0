import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { hdabRoleQueryOptions } from "../queries/hdabRoleQuery.ts";

/** Whether an account has the role of access bodies on chain. */
export function useHdabRole(account: Hex) {
  return useQuery(hdabRoleQueryOptions(useConfig(), useDeployment(), account));
}
