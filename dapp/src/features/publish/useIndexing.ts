import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useConfig } from "wagmi";
import { getBlockNumber } from "wagmi/actions";
import { useDeployment } from "../../config/deploymentContext.ts";
import { datasetQueryOptions } from "../../data/queries/datasetQuery.ts";
import type { Published } from "../../transactions/publishDataset.ts";

const ASK_MILLIS = 300;

/** How long a publication took to be shown: seconds since its block was known here, and blocks mined since. */
export type VisibleAfter = { readonly seconds: number; readonly blocks: number };

/**
 * Asks the gateway until it shows the dataset with title and schema, which is what a search shows, and says how long that took. null while it does not; `error`
 * is the gateway's silence.
 */
export function useIndexing({ datasetId, block, minedAt }: Published & { readonly minedAt: number }) {
  const config = useConfig();
  const { chainId } = useDeployment();
  const [after, setAfter] = useState<VisibleAfter | null>(null);
  const dataset = useQuery({
    ...datasetQueryOptions(datasetId.toString()),
    refetchInterval: after === null ? ASK_MILLIS : false,
  });
  const isVisible = dataset.data != null && dataset.data.entry !== null && dataset.data.schema !== null;
  useEffect(() => {
    if (!isVisible) return;
    const seconds = (performance.now() - minedAt) / 1000;
    let isOpen = true;
    getBlockNumber(config, { chainId, cacheTime: 0 })
      .then((now) => isOpen && setAfter({ seconds, blocks: Number(now - block) }))
      // The page shows that it is there even where the chain does not answer just now.
      .catch(() => isOpen && setAfter({ seconds, blocks: 0 }));
    return () => {
      isOpen = false;
    };
  }, [isVisible, config, chainId, block, minedAt]);
  return { after, isIndexed: dataset.data != null, error: dataset.error };
}
