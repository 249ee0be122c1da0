import type { QueryClient } from "@tanstack/react-query";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { datasetQueryKey } from "../../data/queries/datasetQuery.ts";

const ASK_MILLIS = 500;
const MOST_TIMES = 40;

/** Asks the index for a dataset until it shows what a mined transaction has changed, or 20 s have passed: it then comes by itself, later. */
export async function whenIndexed(
  queryClient: QueryClient,
  datasetId: string,
  isThere: (dataset: DatasetDetails) => boolean,
): Promise<void> {
  const queryKey = datasetQueryKey(datasetId);
  for (let i = 0; i < MOST_TIMES; i++) {
    await queryClient.refetchQueries({ queryKey });
    const dataset = queryClient.getQueryData<DatasetDetails | null>(queryKey);
    if (dataset != null && isThere(dataset)) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_MILLIS));
  }
}
