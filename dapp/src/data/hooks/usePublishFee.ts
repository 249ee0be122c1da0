import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { DatasetListing } from "../chain/datasetListing.ts";
import { publishFeeQueryOptions } from "../queries/publishFeeQuery.ts";

/** What publishing a listing would cost in gas; idle while it is null. */
export function usePublishFee(account: Hex, listing: DatasetListing | null) {
  return useQuery(publishFeeQueryOptions(useConfig(), useDeployment(), account, listing));
}
