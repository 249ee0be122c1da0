import { useParams } from "react-router";
import { useOrder } from "../data/hooks/useOrder.ts";
import { IndexingNotice } from "../features/order/IndexingNotice.tsx";
import { TakePartView } from "../features/takePart/TakePartView.tsx";
import { ConnectGate } from "../features/wallet/ConnectGate.tsx";
import { BackLink } from "../ui/BackLink.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../ui/SkeletonCard.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** A provider's part in one order. */
export function TakePartRoute() {
  const { id = "" } = useParams();
  const order = useOrder(id);
  usePageTitle(`Take part in order ${id}`);
  return (
    <>
      <BackLink to={`/orders/${id}`}>{`Order ${id}`}</BackLink>
      <header className="page-head">
        <div className="page-head__text">
          <h1>Take part in order {id}</h1>
          <p>For a hospital without a running node: its records stay in this browser.</p>
        </div>
      </header>
      {order.isLoadingError ? (
        <ErrorNotice error={order.error} onRetry={() => void order.refetch()} />
      ) : order.isPending ? (
        <SkeletonCard lines={8} />
      ) : order.data ? (
        <ConnectGate text="Your account signs what you send, so the nodes know whose dataset it is.">
          {(account) => <TakePartView key={`${id}/${account}`} order={order.data!} account={account} />}
        </ConnectGate>
      ) : (
        <IndexingNotice orderId={id} />
      )}
    </>
  );
}
