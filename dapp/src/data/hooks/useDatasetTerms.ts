import { useQuery } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { datasetTermsQueryOptions } from "../queries/datasetTermsQuery.ts";

/** On what terms a dataset is sold, from the chain. */
export function useDatasetTerms(datasetId: string) {
  return useQuery(datasetTermsQueryOptions(useConfig(), useDeployment(), datasetId));
}
