import { Link } from "react-router";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { orderedText } from "../../format/orderedText.ts";
import { Card } from "../../ui/Card.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";
import { ReleaseLine } from "../order/ReleaseLine.tsx";
import { StateBadge } from "../order/StateBadge.tsx";

/** Latest orders that used this dataset. */
export function DatasetOrders({ dataset }: { dataset: DatasetDetails }) {
  return (
    <Card title="Orders">
      {dataset.orders.length === 0 ? (
        <p className="soft">Nobody has ordered from this dataset yet.</p>
      ) : (
        <TableScroll label="Orders">
          <table className="table table--wide">
            <thead>
              <tr>
                <th scope="col">Order</th>
                <th scope="col">Ordered</th>
                <th scope="col">File</th>
                <th scope="col">Placed</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {dataset.orders.map((order) => (
                <tr key={order.id}>
                  <td>
                    <Link to={`/orders/${order.id}`}>Order {order.id}</Link>
                  </td>
                  <td>{orderedText(order.rows, order.release)}</td>
                  <td>
                    <ReleaseLine release={order.release} />
                  </td>
                  <td>{formatDateTime(order.placedAt)}</td>
                  <td>
                    <StateBadge state={order.state} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Card>
  );
}
