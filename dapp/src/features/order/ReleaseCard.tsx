import type { Hex } from "@symbolon/protocol";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { OrderDetails } from "../../data/gateway/types.ts";
import { type ChainOrder, chainOrderQueryKey } from "../../data/queries/chainOrderQuery.ts";
import { orderQueryKey } from "../../data/queries/orderQuery.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { describeRelease, releaseOrder } from "../../transactions/releaseOrder.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { useSession } from "../wallet/useSession.ts";

/** The buyer's choice within the dispute window: wait, or release the payment now. `endsAt` is its last second, unix. */
export function ReleaseCard({
  order,
  chain,
  endsAt,
}: {
  order: OrderDetails;
  chain: ChainOrder;
  endsAt: number;
}) {
  const config = useConfig();
  const deployment = useDeployment();
  const queryClient = useQueryClient();
  const { account, isRightChain } = useSession();
  const release = useMutation({
    mutationFn: (sender: Hex) => releaseOrder(config, deployment, sender, chain),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: chainOrderQueryKey(deployment.chainId, order.id) }),
        queryClient.invalidateQueries({ queryKey: orderQueryKey(order.id) }),
      ]),
  });
  const text = describeRelease(order.id, order.totalWei);
  return (
    <Card
      title="Are you content with the file?"
      lead={`Hospitals, nodes and evaluator can fetch their shares from ${formatDateTime(endsAt)} on. Until then you may dispute the file with the command line (symbolon dispute ${order.id}).`}
    >
      <div className="stack stack--tight">
        <Facts isList facts={text.facts} />
        <div>
          <Button
            isBusy={release.isPending}
            disabled={account === undefined || !isRightChain}
            onClick={() => account && release.mutate(account)}
          >
            Release the payment now
          </Button>
        </div>
        <p className="small quiet">{text.note}</p>
        {release.isError ? <ErrorNotice error={release.error} /> : null}
      </div>
    </Card>
  );
}
