import type { Hex } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { OrderDetails } from "../../data/gateway/types.ts";
import { useFunds } from "../../data/hooks/useFunds.ts";
import { type ChainOrder, chainOrderQueryKey } from "../../data/queries/chainOrderQuery.ts";
import { fundsQueryKey } from "../../data/queries/fundsQuery.ts";
import { formatSym } from "../../format/formatSym.ts";
import { formatDate } from "../../format/formatTime.ts";
import { describeRenewal, renewOrder } from "../../transactions/renewOrder.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useSession } from "../wallet/useSession.ts";

/** Another access period at the price fixed at the sale; what is paid and how long it lasts is shown before anything is signed. */
export function RenewCard({ order, chain }: { order: OrderDetails; chain: ChainOrder }) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const { account, isRightChain } = useSession();
  const funds = useFunds(account);
  const { renewalWei, accessSeconds } = chain.order.terms;
  const renew = useMutation({
    mutationFn: (sender: Hex) => renewOrder(config, deployment, sender, chain),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: chainOrderQueryKey(deployment.chainId, order.id) }),
        queryClient.invalidateQueries({ queryKey: fundsQueryKey(account) }),
      ]),
  });
  const isShort = funds.data !== undefined && funds.data.tokenWei < renewalWei;
  const text = describeRenewal(order.id, renewalWei, Number(accessSeconds));
  return (
    <Card
      title="Renew access"
      lead={`Downloads are open until ${formatDate(chain.accessUntil)}. A renewal adds one more period to the end of this one.`}
    >
      <div className="stack stack--tight">
        <Facts isList facts={text.facts} />
        <div>
          <Button
            isBusy={renew.isPending}
            disabled={account === undefined || !isRightChain || isShort}
            onClick={() => account && renew.mutate(account)}
          >
            {renewalWei === 0n ? "Renew for free" : `Renew for ${formatSym(renewalWei, 4)} SYM`}
          </Button>
        </div>
        {isShort ? <Notice tone="warn" title="Your balance does not cover the renewal." /> : null}
        <p className="small quiet">{text.note}</p>
        {renew.isSuccess ? (
          <Notice tone="good" title="Access was renewed">
            Transaction <CopyText value={renew.data} label="transaction" />
          </Notice>
        ) : null}
        {renew.isError ? <ErrorNotice error={renew.error} /> : null}
      </div>
    </Card>
  );
}
