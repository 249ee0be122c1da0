import type { Hex } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { ownDatasetsQueryKey } from "../../data/queries/ownDatasetsQuery.ts";
import { type PublishInput, type PublishStep, publishDataset } from "../../transactions/publishDataset.ts";
import type { PublishDraft } from "./draft/publishDraft.ts";

/** Publishes a dataset; its answer has what was published and says when this page learnt that the transaction is in a block (milliseconds of performance.now). */
export function usePublish(account: Hex) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const [step, setStep] = useState<PublishStep>("pinning");
  const publish = useMutation({
    mutationFn: async ({ input, draft }: { input: PublishInput; draft: PublishDraft }) => ({
      ...(await publishDataset(config, deployment, account, input, setStep)),
      input,
      draft,
      minedAt: performance.now(),
    }),
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: ownDatasetsQueryKey(deployment.chainId, account) }),
  });
  return { ...publish, step };
}
