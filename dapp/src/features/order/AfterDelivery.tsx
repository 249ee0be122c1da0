import type { OrderDetails } from "../../data/gateway/types.ts";
import type { ChainOrder } from "../../data/queries/chainOrderQuery.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useSession } from "../wallet/useSession.ts";
import { ReleaseCard } from "./ReleaseCard.tsx";
import { RenewCard } from "./RenewCard.tsx";

/** What can still happen to a settled order: a dispute that is open, the payees' release, another access period. */
export function AfterDelivery({ order, chain }: { order: OrderDetails; chain: ChainOrder }) {
  const { account } = useSession();
  const { status } = chain.order;
  const isBuyer = account?.toLowerCase() === chain.buyer;
  if (status === "DISPUTED")
    return (
      <Notice tone="warn" title="The buyer has disputed this file">
        Nobody is paid until independent evaluators decide
        {order.dispute === null ? "" : `, at the latest on ${formatDateTime(order.dispute.closesAt)}`}. If
        they uphold the dispute, all of the money goes back to the buyer; if they do not decide, the
        certificate stands.
      </Notice>
    );
  if (status !== "SETTLED" && status !== "RELEASED") return null;
  const endsAt = chain.disputeEndsAt ?? 0;
  const isOpen = status === "SETTLED" && chain.chainTime <= endsAt;
  return (
    <>
      {isOpen && isBuyer ? <ReleaseCard order={order} chain={chain} endsAt={endsAt} /> : null}
      {isOpen && !isBuyer ? (
        <p className="small quiet">
          The buyer may dispute the file until {formatDateTime(endsAt)}; then its payees can fetch their
          shares.
        </p>
      ) : null}
      {isBuyer ? <RenewCard order={order} chain={chain} /> : null}
    </>
  );
}
