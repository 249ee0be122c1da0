import type { Hex } from "@symbolon/protocol";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { contractReader } from "../../data/chain/contractReader.ts";
import { readConsentEvents } from "../../data/chain/readConsentEvents.ts";
import { fetchDocument } from "../../data/gateway/fetchDocument.ts";
import { type ChainOrder, chainOrderQueryOptions } from "../../data/queries/chainOrderQuery.ts";
import { sendShare } from "../../transactions/sendShare.ts";
import { prepareShares } from "./prepareShares.ts";
import type { PickedFiles } from "./readHospitalFiles.ts";
import { shareKey } from "./shareKey.ts";
import { type SealedShares, shareStore } from "./shareStore.ts";

/**
 * A provider's part in a claimed order: `kept` is what this browser has sealed for the claim and which nodes have theirs, `seal` checks, counts and
 * seals, `send` signs and sends what is not delivered yet. Shares are drawn once per claim; a reload finds them again.
 */
export function useTakePart(account: Hex, chain: ChainOrder) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const { orderId, terms } = chain.order;
  const keys = terms.datasetIds
    .filter((_, i) => terms.providers[i]?.toLowerCase() === account.toLowerCase())
    .map((datasetId) => shareKey(deployment.chainId, orderId, chain.job, datasetId));
  const queryKey = ["sealed-shares", ...keys];
  const kept = useQuery({
    queryKey,
    queryFn: async (): Promise<{ key: string; shares: SealedShares } | null> => {
      for (const key of keys) {
        const shares = await shareStore.find(key);
        if (shares !== null) return { key, shares };
      }
      return null;
    },
  });
  const seal = useMutation({
    mutationFn: async (picked: PickedFiles) => {
      const source = {
        chainId: deployment.chainId,
        order: () =>
          queryClient.fetchQuery({
            ...chainOrderQueryOptions(config, deployment, orderId.toString(), ["share"]),
            staleTime: 0,
          }),
        document: fetchDocument,
        read: contractReader(config, deployment),
        consentEvents: (datasetId: bigint) => readConsentEvents(config, deployment, datasetId),
      };
      const { key, shares } = await prepareShares(source, account, picked);
      const standing = { key, shares: await shareStore.keepOnce(key, shares) };
      queryClient.setQueryData(queryKey, standing);
      // Asks the browser not to clear its storage under pressure.
      void navigator.storage?.persist?.();
    },
  });
  const send = useMutation({
    mutationFn: async ({ key, shares }: { key: string; shares: SealedShares }) => {
      let failure: unknown = null;
      for (const part of shares.packages) {
        if (shares.delivered.includes(part.node)) continue;
        try {
          await sendShare(config, deployment, account, part);
        } catch (error) {
          // The other nodes are not made to wait for this one.
          failure ??= error;
          continue;
        }
        queryClient.setQueryData(queryKey, { key, shares: await shareStore.markDelivered(key, part.node) });
      }
      if (failure !== null) throw failure;
    },
  });
  return { kept, seal, send };
}
