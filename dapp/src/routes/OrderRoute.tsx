import { useParams } from "react-router";
import { useOrder } from "../data/hooks/useOrder.ts";
import { IndexingNotice } from "../features/order/IndexingNotice.tsx";
import { OrderView } from "../features/order/OrderView.tsx";
import { BackLink } from "../ui/BackLink.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../ui/SkeletonCard.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** One order: progress, result, proof. */
export function OrderRoute() {
  const { id = "" } = useParams();
  const order = useOrder(id);
  usePageTitle(`Order ${id}`);
  return (
    <>
      <BackLink to="/orders">My orders</BackLink>
      {order.data ? null : <h1 className="visually-hidden">Order {id}</h1>}
      {order.isLoadingError ? (
        <ErrorNotice error={order.error} onRetry={() => void order.refetch()} />
      ) : order.isPending ? (
        <SkeletonCard lines={8} />
      ) : order.data ? (
        <OrderView key={id} order={order.data} />
      ) : (
        <IndexingNotice orderId={id} />
      )}
    </>
  );
}
