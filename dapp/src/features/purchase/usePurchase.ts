import { type Hex, type HpkeKeyPair, makeHpkeKeyPair, SymbolonError, toHex } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { fundsQueryKey } from "../../data/queries/fundsQuery.ts";
import { ordersQueryKey } from "../../data/queries/ordersQuery.ts";
import { buildOrderSpec } from "../../transactions/buildOrderSpec.ts";
import { type PlaceOrderStep, placeOrder } from "../../transactions/placeOrder.ts";
import { saveKey } from "../result/keyStore.ts";
import { specContents } from "./contents.ts";
import { askedRhoMicro, needsPermit, type PurchaseDraft, planOf } from "./purchaseDraft.ts";

/** Everything one purchase needs beside the account. */
export type PurchaseInput = {
  readonly buyer: Hex;
  readonly draft: PurchaseDraft;
  readonly datasets: readonly DatasetSummary[];
  readonly maxPriceWei: bigint;
};

/**
 * Places an order and goes to its page. The order's key pair is made in this browser and kept here BEFORE anything is paid.
 * Key pair and idempotency key stay the same over attempts, so a retry after a lost answer finds the order that went through.
 */
export function usePurchase() {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [step, setStep] = useState<PlaceOrderStep>("pinning");
  const attempt = useRef<{ keys: HpkeKeyPair; clientOrderId: Hex } | null>(null);
  const mutation = useMutation({
    mutationFn: async ({ buyer, draft, datasets, maxPriceWei }: PurchaseInput) => {
      const [first] = datasets;
      const rhoMicro = askedRhoMicro(draft);
      if (first?.schema == null || rhoMicro === null)
        throw new SymbolonError("E1006", { document: "order", reason: "datasets or epsilon are not chosen" });
      attempt.current ??= {
        keys: await makeHpkeKeyPair(),
        clientOrderId: toHex(crypto.getRandomValues(new Uint8Array(32))),
      };
      const { keys, clientOrderId } = attempt.current;
      saveKey(localStorage, deployment.chainId, keys);
      const spec = buildOrderSpec({
        chainId: deployment.chainId,
        datasetIds: datasets.map((dataset) => dataset.id),
        schemaDigest: first.schemaDigest,
        schema: first.schema,
        contents: specContents(draft.contents, draft.kind, first.schema),
        rows: draft.rows,
        plan: draft.kind === "private" ? planOf(draft, datasets) : null,
        rhoMicro,
        purposeMask: draft.purposeMask,
        buyerKey: keys.publicKey,
        thresholds: draft.thresholds,
      });
      return placeOrder(
        config,
        deployment,
        {
          buyer,
          spec,
          maxPriceWei,
          accessSeconds: draft.accessSeconds,
          clientOrderId,
          permitId: needsPermit(datasets) ? BigInt(draft.permitId) : 0n,
        },
        setStep,
      );
    },
    onSuccess: async ({ orderId }, { buyer }) => {
      attempt.current = null;
      // Asks the browser not to clear its storage under pressure; the buyer can save a key file as well.
      void navigator.storage?.persist?.();
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ordersQueryKey(buyer) }),
        queryClient.invalidateQueries({ queryKey: fundsQueryKey(buyer) }),
      ]);
      await navigate(`/orders/${orderId}`);
    },
  });
  return { ...mutation, step };
}
