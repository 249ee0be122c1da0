import type { PermitDocument, SignedPermitDocument } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { anchorVersion } from "../../transactions/anchorVersion.ts";
import { issuePermit, signPermitDocument } from "../../transactions/issuePermit.ts";
import type { DeskProps } from "./deskProps.ts";
import { keptPermits } from "./keptPermits.ts";

/** A permit, its extension or its amendment as decided; `signed` and `permitId` where it was signed, or is on chain, before. */
export type PermitDecision = {
  readonly kind: "issued" | "extended" | "amended";
  /** Makes the document; what it throws is the decision's error. */
  readonly document: () => PermitDocument;
  readonly signed?: SignedPermitDocument;
  readonly permitId?: bigint;
  /** Called once the document is signed and before anything is sent. */
  readonly onSigned?: (signed: SignedPermitDocument) => void;
};

/**
 * Takes a decision: the document is signed and kept in this browser, anchored on chain, recorded in the case, and then forgotten here. What is on chain
 * already is not sent again. Fails with what wallet, chain and gateway throw.
 */
export function usePermitDecision({ whole, state, account, act }: DeskProps) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ kind, onSigned, ...known }: PermitDecision): Promise<void> => {
      const document = known.document();
      const kept = keptPermits(localStorage, deployment.chainId, account, whole);
      const signed = known.signed ?? (await signPermitDocument(config, deployment, account, document));
      kept.keep({ signed, tx: null });
      onSigned?.(signed);
      if (kind === "issued") {
        const permitId =
          known.permitId ??
          (await issuePermit(config, deployment, account, document, (tx) => kept.keep({ signed, tx })));
        await act.mutateAsync({ act: { kind: "issued", permitId: String(permitId), permit: signed } });
      } else {
        if (state.lane !== "permit" || state.permit === null) return;
        const askedAt = state.extensionRequested?.at ?? 0;
        const permitId = BigInt(state.permit.permitId);
        await anchorVersion(config, deployment, account, permitId, { kind, document, askedAt });
        await act.mutateAsync({
          act:
            kind === "extended" ? { kind: "extended", permit: signed } : { kind: "amended", permit: signed },
        });
      }
      kept.forget();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["ehds", "unrecorded"] }),
  });
}
