import type { Hex } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { fundsQueryKey } from "../../data/queries/fundsQuery.ts";
import { ordersQueryKey } from "../../data/queries/ordersQuery.ts";
import { attested } from "../../transactions/attested.ts";
import { type PlaceOrderStep, placeOrder } from "../../transactions/placeOrder.ts";
import { draftSpec } from "./draftSpec.ts";
import { forgetDraft } from "./draftStore.ts";
import { orderAttempts } from "./orderAttempts.ts";
import { needsPermit, type PurchaseDraft } from "./purchaseDraft.ts";

/** Everything one purchase needs beside the account. */
export type PurchaseInput = {
  readonly buyer: Hex;
  readonly draft: PurchaseDraft;
  readonly datasets: readonly DatasetSummary[];
  readonly maxPriceWei: bigint;
};

/**
 * Places an order and goes to its page. The order's key pair is made in this browser and kept here BEFORE anything is paid. Key pair and idempotency
 * key stay the same over attempts and reloads, so a retry after a lost answer finds the order that went through.
 */
export function usePurchase() {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [at, setAt] = useState<{ step: PlaceOrderStep; tx: Hex | null }>({ step: "pinning", tx: null });
  const { search } = useLocation();
  const mutation = useMutation({
    mutationFn: async ({ buyer, draft, datasets, maxPriceWei }: PurchaseInput) => {
      const { chainId } = deployment;
      const attempts = orderAttempts(sessionStorage, localStorage);
      const { keys, clientOrderId } = await attempts.take({ chainId, account: buyer, search });
      const permitId = needsPermit(datasets) ? BigInt(draft.permitId) : 0n;
      const drafted = draftSpec(draft, datasets, { chainId, buyerKey: keys.publicKey });
      const spec = attested(drafted, { account: buyer, permitId });
      return placeOrder(
        config,
        deployment,
        {
          buyer,
          spec,
          maxPriceWei,
          accessSeconds: draft.accessSeconds,
          clientOrderId,
          permitId,
        },
        (step, tx) => setAt({ step, tx: tx ?? null }),
      );
    },
    onSuccess: async ({ orderId }, { buyer }) => {
      orderAttempts(sessionStorage, localStorage).forget();
      forgetDraft(sessionStorage);
      // Asks the browser not to clear its storage under pressure; the buyer can save a key file as well.
      void navigator.storage?.persist?.();
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ordersQueryKey(buyer) }),
        queryClient.invalidateQueries({ queryKey: fundsQueryKey(buyer) }),
      ]);
      await navigate(`/orders/${orderId}`);
    },
    // A refusal may come from a price or a budget that has changed: what is shown beside it has to be today's.
    onError: () => {
      void queryClient.invalidateQueries({ queryKey: ["quote"] });
      void queryClient.invalidateQueries({ queryKey: ["datasets"] });
    },
  });
  return { ...mutation, ...at };
}
