import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { workerQueryOptions } from "../queries/workerQuery.ts";

/** The node of an account as the chain has it. */
export function useWorker(account: Hex) {
  return useQuery(workerQueryOptions(useConfig(), useDeployment(), account));
}
