import { isStatisticsOrder } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { OrderDetails } from "../../data/gateway/types.ts";
import type { ChainOrder } from "../../data/queries/chainOrderQuery.ts";
import { orderQueryKey } from "../../data/queries/orderQuery.ts";
import { formatSym } from "../../format/formatSym.ts";
import {
  COHORT_FAIL_TEXT,
  FAIL_TEXTS,
  STATISTIC_FAIL_TEXT,
  WITHHELD_FAIL_TEXT,
} from "../../format/jobTexts.ts";
import { isRefundable } from "../../format/progress.ts";
import { describeRefund, refundOrder } from "../../transactions/refundOrder.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useSession } from "../wallet/useSession.ts";

/** Why an order ended without a file, and the way to get the money back; empty while all is well. */
export function RefundCard({ order, chain }: { order: OrderDetails; chain: ChainOrder | undefined }) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const { account, isRightChain } = useSession();
  const refund = useMutation({
    mutationFn: (input: { sender: `0x${string}`; chain: ChainOrder }) =>
      refundOrder(config, deployment, input.sender, input.chain),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: orderQueryKey(order.id) }),
  });
  const reason = reasonText(order);
  if (order.status === "REFUNDED" || refund.isSuccess)
    return (
      <Notice tone="good" title={`${formatSym(order.totalWei, 4)} SYM went back to the buyer`}>
        {order.state === "FINALISED"
          ? "The evaluators upheld the dispute."
          : (reason ?? "The order was cancelled.")}{" "}
        Nothing was paid out to anyone.
      </Notice>
    );
  if (chain === undefined || !isRefundable(order, chain.chainTime)) return null;
  const text = describeRefund(order.id, order.totalWei);
  return (
    <div className="stack stack--tight">
      <Notice
        tone="warn"
        title={reason ?? "The deadline has passed without a file."}
        actions={
          <Button
            look="primary"
            isBusy={refund.isPending}
            disabled={account === undefined || !isRightChain}
            onClick={() => account && refund.mutate({ sender: account, chain })}
          >
            Return {formatSym(order.totalWei, 4)} SYM
          </Button>
        }
      >
        The money is safe in escrow and can be returned to the buyer now.{" "}
        {chain.job.state === "REFUSED"
          ? "The first of two transactions closes the job, the second returns the money. "
          : ""}
        {text.note}
        {account === undefined ? " Connect a wallet to send the refund." : ""}
      </Notice>
      {refund.isError ? <ErrorNotice error={refund.error} /> : null}
    </div>
  );
}

/** Why the order ended without a file, as far as the chain tells; undefined while it runs or when only time has passed. */
function reasonText({ state, failReason, history, release, spec }: OrderDetails): string | undefined {
  if (state === "REFUSED") return FAIL_TEXTS.CERTIFICATE_REFUSED;
  if (failReason === null) return undefined;
  if (failReason === "LEAD_GAVE_UP" && spec !== null && isStatisticsOrder(spec)) return STATISTIC_FAIL_TEXT;
  const isGivenBack = failReason === "LEAD_GAVE_UP" && !history.some((event) => event.state === "MEASURED");
  if (isGivenBack && release?.kind === "high-fidelity") return WITHHELD_FAIL_TEXT;
  if (isGivenBack && spec?.cohort !== undefined) return COHORT_FAIL_TEXT;
  return FAIL_TEXTS[failReason];
}
