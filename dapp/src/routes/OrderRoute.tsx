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
      {order.isError && order.data === undefined ? (
        <ErrorNotice error={order.error} onRetry={() => void order.refetch()} />
      ) : order.isPending ? (
        <SkeletonCard lines={8} />
      ) : order.data ? (
        <OrderView order={order.data} />
      ) : (
        <IndexingNotice orderId={id} />
      )}
    </>
  );
}
