import { useQuery } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { quoteQueryOptions } from "../queries/quoteQuery.ts";

/** What the market charges for `rows` records of these datasets (ids ascending). */
export function useQuote(datasetIds: readonly string[], rows: number) {
  return useQuery(quoteQueryOptions(useConfig(), useDeployment(), datasetIds, rows));
}
