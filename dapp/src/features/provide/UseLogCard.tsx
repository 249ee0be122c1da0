import type { Hex } from "@symbolon/protocol";
import { Link } from "react-router";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { useDatasetHistory } from "../../data/hooks/useDatasetHistory.ts";
import { formatSym } from "../../format/formatSym.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { orderedText } from "../../format/orderedText.ts";
import { readingEpsilon } from "../../format/readingEpsilon.ts";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";
import { ReleaseLine } from "../order/ReleaseLine.tsx";
import { StateBadge } from "../order/StateBadge.tsx";
import { usesOf } from "./usesOf.ts";

/** Who used the dataset, what that spent of its budget, what was certified, and what it earned: the latest 20 orders. */
export function UseLogCard({ dataset, account }: { dataset: DatasetDetails; account: Hex }) {
  const history = useDatasetHistory(dataset.id);
  const uses = history.data == null ? null : usesOf(dataset, history.data, account);
  return (
    <Card
      title="Use log"
      lead="From chain and ledger: every order, finished or not. Buyers see nothing of your records, only results."
    >
      {history.isLoadingError ? (
        <ErrorNotice error={history.error} onRetry={() => void history.refetch()} />
      ) : uses === null ? (
        <Skeleton width="80%" />
      ) : uses.length === 0 ? (
        <p className="soft">Nobody has ordered from this dataset yet.</p>
      ) : (
        <TableScroll label="Use log">
          <table className="table table--wide">
            <caption className="visually-hidden">Use log</caption>
            <thead>
              <tr>
                <th scope="col">Order</th>
                <th scope="col">State</th>
                <th scope="col">Spent</th>
                <th scope="col">Certificate</th>
                <th scope="col" className="end">
                  You earn
                </th>
              </tr>
            </thead>
            <tbody>
              {uses.map((use) => (
                <tr key={use.orderId}>
                  <td>
                    <Link to={`/orders/${use.orderId}`}>Order {use.orderId}</Link>
                    <div className="small quiet">
                      {orderedText(use.rows, use.release)}, {formatDateTime(use.placedAt)}
                    </div>
                  </td>
                  <td>
                    <StateBadge state={use.state} status={use.status} />
                  </td>
                  <td>
                    {use.rhoMicro === null ? "nothing" : `ε ${readingEpsilon(use.rhoMicro)}`}
                    {use.isReserved ? <div className="small quiet">reserved</div> : null}
                  </td>
                  <td>{use.release === null ? "–" : <ReleaseLine release={use.release} />}</td>
                  <td className="end">{formatSym(use.earnedWei, 4)} SYM</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Card>
  );
}
