import type { Hex } from "@symbolon/protocol";
import type { OrderDetails } from "../../data/gateway/types.ts";
import { useChainOrder } from "../../data/hooks/useChainOrder.ts";
import type { ChainOrder } from "../../data/queries/chainOrderQuery.ts";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { useSession } from "../wallet/useSession.ts";
import { AnswerNotice } from "./AnswerNotice.tsx";
import { DeliveryCard } from "./DeliveryCard.tsx";
import { PickFilesCard } from "./PickFilesCard.tsx";
import { useTakePart } from "./useTakePart.ts";

/** A provider's part in one private order, without a node of its own: what leaves this browser, the files, the delivery. */
export function TakePartView({ order, account }: { order: OrderDetails; account: Hex }) {
  const chain = useChainOrder(order.id, order.state, order.status);
  if (chain.isLoadingError) return <ErrorNotice error={chain.error} onRetry={() => void chain.refetch()} />;
  if (chain.data === undefined) return <SkeletonCard lines={6} />;
  return <LoadedTakePart order={order} account={account} chain={chain.data} />;
}

function LoadedTakePart({ order, account, chain }: { order: OrderDetails; account: Hex; chain: ChainOrder }) {
  const { isRightChain } = useSession();
  const { kept, seal, send } = useTakePart(account, chain);
  const { terms } = chain.order;
  const places = terms.providers.flatMap((provider, i) =>
    provider.toLowerCase() === account.toLowerCase() ? [i] : [],
  );
  if (places.length === 0)
    return (
      <Notice title="Only a provider of this order can take part">
        Switch to the account that offers one of its datasets.
      </Notice>
    );
  const isClaimed = chain.job.state === "CLAIMED" && chain.order.status === "ESCROWED";
  const needsOptOuts =
    terms.permitId !== 0n && places.some((i) => (chain.job.record.consentEpochs[i] ?? 0n) !== 0n);
  const shares = kept.data?.shares;
  return (
    <div className="columns">
      <div className="stack">
        {order.release?.kind === "high-fidelity" ? (
          <Notice tone="warn" title="This order asks for a high-fidelity file">
            Only the hospital's own node makes one.
          </Notice>
        ) : isClaimed && kept.data === null ? (
          <PickFilesCard
            needsOptOuts={needsOptOuts}
            isBusy={seal.isPending}
            isReady={isRightChain}
            error={seal.error}
            onSeal={seal.mutate}
          />
        ) : null}
        {kept.isError ? <ErrorNotice error={kept.error} onRetry={() => void kept.refetch()} /> : null}
        {shares === undefined || kept.data == null ? null : (
          <DeliveryCard
            orderId={order.id}
            shares={shares}
            isBusy={send.isPending}
            isReady={isRightChain && isClaimed}
            error={send.error}
            onSend={() => send.mutate(kept.data!)}
          />
        )}
        {isClaimed || shares !== undefined ? null : (
          <Notice title="This order takes no shares now">
            Its job is{" "}
            {chain.job.state === "NONE" ? "not claimed by three nodes yet" : chain.job.state.toLowerCase()}.
            Shares are taken while it is claimed.
          </Notice>
        )}
        <AnswerNotice orderId={order.id} state={chain.job.state} />
      </div>
      <div className="stack aside">
        <WhatLeaves />
      </div>
    </div>
  );
}

function WhatLeaves() {
  return (
    <Card title="What leaves this browser">
      <div className="stack stack--tight small">
        <p>
          Three sealed packages, one for each node. Each holds two of three random parts of your counts: alone
          it says nothing about anybody, and only its node can open it. Two nodes together could put the
          counts together, so the market picks three that are no party of the order.
        </p>
        <p>
          With them goes your signature, so that the nodes know whose they are. Nothing else leaves: not the
          files, not a record, not a count.
        </p>
        <p>
          Use this page only where no node of yours is running for the dataset. Two of them would draw
          different shares, and the nodes would leave this hospital out.
        </p>
        <p>
          This holds for the code of this page as you were served it. A hospital that does not trust who
          serves it uses the command line: <code>symbolon take-part</code>.
        </p>
      </div>
    </Card>
  );
}
