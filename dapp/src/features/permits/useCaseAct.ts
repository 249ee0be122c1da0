import type { DataRequestAct, Hex, ProceedingAct } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { CaseId } from "../../data/gateway/permitTypes.ts";
import { ownCasesQueryKey } from "../../data/queries/ownCasesQuery.ts";
import { permitCaseQueryKey } from "../../data/queries/permitCaseQuery.ts";
import { recordAct } from "../../transactions/recordAct.ts";

/** An act to be recorded; `first` is what has to happen on chain before it. */
export type NextAct = {
  readonly act: ProceedingAct | DataRequestAct;
  readonly first?: (() => Promise<void>) | undefined;
};

/** Records the next act of a case with one signature, and reads the case again, also after a failure: somebody else may have acted. */
export function useCaseAct(account: Hex, at: CaseId & { readonly sequence: number }) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ act, first }: NextAct) => {
      await first?.();
      await recordAct(config, deployment, account, at, act);
    },
    onSettled: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: permitCaseQueryKey(at) }),
        queryClient.invalidateQueries({ queryKey: ownCasesQueryKey(account) }),
      ]);
    },
  });
}
