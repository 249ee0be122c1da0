import type { Hex } from "@symbolon/protocol";
import { useEffect, useState } from "react";
import { useDeployment } from "../../config/deploymentContext.ts";
import { draftSlot, keepDraft, readDraft } from "./draft/draftStore.ts";
import { EMPTY_DRAFT, type PublishDraft } from "./draft/publishDraft.ts";

/** An account's draft, kept in this browser at every change. `isKept` is false where the browser has no room for it. */
export function usePublishDraft(account: Hex): {
  readonly draft: PublishDraft;
  readonly isKept: boolean;
  readonly change: (part: Partial<PublishDraft> | ((draft: PublishDraft) => PublishDraft)) => void;
  readonly discard: () => void;
} {
  const { chainId } = useDeployment();
  const slot = draftSlot(chainId, account);
  const [draft, setDraft] = useState(() => readDraft(localStorage, slot));
  const [isKept, setIsKept] = useState(true);
  useEffect(() => {
    if (draft === EMPTY_DRAFT) localStorage.removeItem(slot);
    else setIsKept(keepDraft(localStorage, slot, draft));
  }, [slot, draft]);
  return {
    draft,
    isKept,
    change: (part) =>
      setDraft((earlier) => (typeof part === "function" ? part(earlier) : { ...earlier, ...part })),
    discard: () => setDraft(EMPTY_DRAFT),
  };
}
