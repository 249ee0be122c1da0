import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { ownDatasetsQueryOptions } from "../queries/ownDatasetsQuery.ts";

/** Numbers of the datasets that an account published. */
export function useOwnDatasets(account: Hex) {
  return useQuery(ownDatasetsQueryOptions(useConfig(), useDeployment(), account));
}
