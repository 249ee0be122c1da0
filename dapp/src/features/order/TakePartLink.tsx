import { isLinkedOrder, isPrivateOrder } from "@symbolon/protocol";
import { Link } from "react-router";
import type { OrderDetails } from "../../data/gateway/types.ts";
import { isRunning } from "../../format/progress.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useSession } from "../wallet/useSession.ts";

/**
 * The way for a hospital of a running order to take part from its browser: a line for everybody, a notice for the hospital's own account. Nothing where
 * that page cannot serve the order (linked patients, high fidelity, statistics: these need a node).
 */
export function TakePartLink({ order }: { order: OrderDetails }) {
  const { account } = useSession();
  const { spec } = order;
  if (!isRunning(order) || spec === null || !isPrivateOrder(spec) || isLinkedOrder(spec)) return null;
  const link = <Link to={`/provide/orders/${order.id}`}>Take part in this order</Link>;
  const isOwn = order.datasets.some(({ provider }) => provider.toLowerCase() === account?.toLowerCase());
  if (isOwn)
    return (
      <Notice title="This order waits for your hospital">
        If a node of yours runs, it answers by itself. Without one, records can be counted and shared in this
        browser. {link}.
      </Notice>
    );
  return <p className="small quiet">For the hospital: {link}</p>;
}
