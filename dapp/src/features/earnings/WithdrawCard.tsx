import type { Hex } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { useFunds } from "../../data/hooks/useFunds.ts";
import { fundsQueryKey } from "../../data/queries/fundsQuery.ts";
import { formatSym } from "../../format/formatSym.ts";
import { describeWithdrawal, withdrawRewards } from "../../transactions/withdrawRewards.ts";
import { Button } from "../../ui/Button.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useSession } from "../wallet/useSession.ts";

/** The balance in Rewards and the button that fetches it. */
export function WithdrawCard({ account }: { account: Hex }) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const { isRightChain } = useSession();
  const funds = useFunds(account);
  const withdraw = useMutation({
    mutationFn: () => withdrawRewards(config, deployment, account),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: fundsQueryKey(account) }),
  });
  const waitingWei = funds.data?.rewardsWei;
  return (
    <section className="card stack stack--tight" aria-label="Balance">
      <p className="quiet small">Ready to withdraw</p>
      <p className="price price--large">
        {waitingWei === undefined ? <Skeleton width="6ch" /> : formatSym(waitingWei, 4)} <small>SYM</small>
      </p>
      <Button
        look="primary"
        isWide
        isBusy={withdraw.isPending}
        disabled={!waitingWei || !isRightChain}
        onClick={() => withdraw.mutate()}
      >
        Withdraw
      </Button>
      <p className="small quiet">{describeWithdrawal(account, waitingWei ?? 0n).note}</p>
      {funds.isError ? <ErrorNotice error={funds.error} onRetry={() => void funds.refetch()} /> : null}
      {withdraw.isError ? <ErrorNotice error={withdraw.error} /> : null}
      {withdraw.isSuccess ? (
        <Notice tone="good" title="Paid out to your account">
          Transaction <CopyText value={withdraw.data} label="transaction" />
        </Notice>
      ) : null}
    </section>
  );
}
