import { Link } from "react-router";
import type { OrderSummary } from "../../data/gateway/types.ts";
import { formatSym } from "../../format/formatSym.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { orderedText } from "../../format/orderedText.ts";
import { OrderThread } from "./OrderThread.tsx";
import { ReleaseLine } from "./ReleaseLine.tsx";
import { StateBadge } from "./StateBadge.tsx";

/** One order in the list; the whole row leads to its page. */
export function OrderRow({ order }: { order: OrderSummary }) {
  return (
    <article className="card order-row">
      <div>
        <h2>
          <Link to={`/orders/${order.id}`}>
            Order {order.id}: {orderedText(order.rows, order.release)}
          </Link>
        </h2>
        <p className="small soft">{order.datasets.map((dataset) => dataset.title).join(" + ")}</p>
        <p className="small quiet">{formatDateTime(order.placedAt)}</p>
        <ReleaseLine release={order.release} />
      </div>
      <div className="order-row__end">
        <StateBadge state={order.state} status={order.status} />
        <p className="number">{formatSym(order.totalWei)} SYM</p>
      </div>
      <OrderThread job={order} />
    </article>
  );
}
