import { useEffect, useState } from "react";
import { useLocation, useSearchParams } from "react-router";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { useSession } from "../wallet/useSession.ts";
import { type DraftOwner, keepDraft, readDraft } from "./draftStore.ts";
import type { OrderKind } from "./orderKind.ts";
import { DEFAULT_DRAFT, type PurchaseDraft, withKind } from "./purchaseDraft.ts";

/** What an order form opens with: datasets that can go together, those chosen, and what is ordered. */
export type OpenedWith = {
  readonly candidates: readonly DatasetSummary[];
  readonly initialIds: readonly string[];
  readonly initialKind: OrderKind;
};

/** The draft of an order form and how to change it. It is kept in this tab, so that a reload loses nothing that was typed. */
export function usePurchaseDraft({ candidates, initialIds, initialKind }: OpenedWith) {
  const { chainId } = useDeployment();
  const { account = null } = useSession();
  const { search } = useLocation();
  // A permit's own page leads here with its number.
  const [params] = useSearchParams();
  const schemaDigest = candidates[0]?.schemaDigest ?? "0x";
  const [draft, setDraft] = useState<PurchaseDraft>(() => {
    const owner = { chainId, account, schemaDigest, search };
    const isHere = (id: string) => candidates.some((dataset) => dataset.id === id);
    const opened =
      readDraft(sessionStorage, owner) ??
      withKind(
        {
          ...DEFAULT_DRAFT,
          datasetIds: initialIds,
          permitId: params.get("permit")?.replace(/\D/g, "") ?? "",
        },
        initialKind,
      );
    return { ...opened, datasetIds: opened.datasetIds.filter(isHere) };
  });
  useEffect(() => {
    const owner: DraftOwner = { chainId, account, schemaDigest, search };
    keepDraft(sessionStorage, owner, draft);
  }, [chainId, account, schemaDigest, search, draft]);
  const change = (part: Partial<PurchaseDraft>) => setDraft((earlier) => ({ ...earlier, ...part }));
  const changeKind = (kind: OrderKind) => setDraft((earlier) => withKind(earlier, kind));
  return { draft, change, changeKind };
}
