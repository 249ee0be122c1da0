import type { Hex } from "@symbolon/protocol";
import { Link } from "react-router";
import { useOrders } from "../../data/hooks/useOrders.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { OrderRow } from "./OrderRow.tsx";

/** A buyer's orders, newest first. */
export function OrderList({ buyer }: { buyer: Hex }) {
  const orders = useOrders(buyer);
  if (orders.isPending) return <SkeletonCard />;
  if (orders.isLoadingError)
    return <ErrorNotice error={orders.error} onRetry={() => void orders.refetch()} />;
  if (orders.data.length === 0)
    return (
      <EmptyState
        icon="box"
        title="No orders yet"
        text="Choose one or several datasets; an order takes one signature and one transaction."
        action={
          <Link className={buttonClass("primary")} to="/">
            See all datasets
          </Link>
        }
      />
    );
  return (
    <div className="stack stack--tight">
      {orders.data.map((order) => (
        <OrderRow key={order.id} order={order} />
      ))}
    </div>
  );
}
