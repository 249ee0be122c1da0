import type { Hex } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { fundsQueryKey } from "../../data/queries/fundsQuery.ts";
import { type WorkerRecord, workerQueryKey } from "../../data/queries/workerQuery.ts";
import { formatSym } from "../../format/formatSym.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { addStake } from "../../transactions/addStake.ts";
import { leaveNode } from "../../transactions/leaveNode.ts";
import { withdrawSlashed } from "../../transactions/withdrawSlashed.ts";
import { withdrawStake } from "../../transactions/withdrawStake.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useSession } from "../wallet/useSession.ts";
import { AddStakeForm } from "./AddStakeForm.tsx";
import { StakeActs } from "./StakeActs.tsx";
import type { StakeAct } from "./stakeAct.ts";

/** The stake, how long it is bonded, and the transactions about it; each is described before it is signed. */
export function StakeCard({ worker, account }: { worker: WorkerRecord; account: Hex }) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const { isRightChain } = useSession();
  // A form that was sent is empty again.
  const [sent, setSent] = useState(0);
  const act = useMutation({
    mutationFn: (asked: StakeAct) => {
      if (asked.kind === "add") return addStake(config, deployment, account, asked.addedWei);
      const send = { leave: leaveNode, withdraw: withdrawStake, slashed: withdrawSlashed }[asked.kind];
      return send(config, deployment, account);
    },
    onSuccess: () => setSent((count) => count + 1),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: workerQueryKey(account) }),
        queryClient.invalidateQueries({ queryKey: fundsQueryKey(account) }),
      ]),
  });
  const { stakeWei, minimumStakeWei, withdrawableAt } = worker;
  const canAct = isRightChain && !act.isPending;
  return (
    <Card title="Stake">
      <div className="stack stack--tight">
        <Facts
          isList
          facts={[
            { label: "Staked", value: `${formatSym(stakeWei, 4)} SYM` },
            { label: "At least", value: `${formatSym(minimumStakeWei, 4)} SYM` },
            {
              label: "Locked",
              value:
                withdrawableAt === null
                  ? "until you leave, and the unbonding time after"
                  : `until ${formatDateTime(withdrawableAt)}`,
            },
          ]}
        />
        {stakeWei < minimumStakeWei ? (
          <Notice tone="warn" title="Below the minimum">
            The node gets no jobs until {formatSym(minimumStakeWei - stakeWei, 4)} SYM are added.
          </Notice>
        ) : null}
        {withdrawableAt === null ? (
          <AddStakeForm
            key={sent}
            isBusy={act.isPending && act.variables.kind === "add"}
            canSend={canAct}
            onAdd={(addedWei) => act.mutate({ kind: "add", addedWei })}
          />
        ) : null}
        <StakeActs
          worker={worker}
          canSend={canAct}
          pending={act.isPending ? act.variables.kind : null}
          onAct={(kind) => act.mutate({ kind })}
        />
        {act.isError ? <ErrorNotice error={act.error} /> : null}
        {act.isSuccess ? (
          <Notice tone="good" title="Done">
            Transaction <CopyText value={act.data} label="transaction" />
          </Notice>
        ) : null}
      </div>
    </Card>
  );
}
