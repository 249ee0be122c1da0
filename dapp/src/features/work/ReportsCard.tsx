import type { Hex } from "@symbolon/protocol";
import { Link } from "react-router";
import type { WorkJob } from "../../data/gateway/decodeWorkJob.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";
import { signedReports } from "./signedReports.ts";

/** Reports and certificates that carry the account's signature, and the way to check each of them. */
export function ReportsCard({ jobs, account }: { jobs: readonly WorkJob[]; account: Hex }) {
  const reports = signedReports(jobs, account);
  return (
    <Card
      title="Signed reports"
      lead="What this account stands for with its stake: two different reports for one order cost part of it."
    >
      {reports.length === 0 ? (
        <p className="soft">This account has signed no report of the latest 100 orders.</p>
      ) : (
        <TableScroll label="Signed reports">
          <table className="table table--wide">
            <thead>
              <tr>
                <th scope="col">Order</th>
                <th scope="col">Signed</th>
                <th scope="col">When</th>
                <th scope="col">Transaction</th>
                <th scope="col">
                  <span className="visually-hidden">Check</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {reports.map(({ orderId, kind, verdict, at, tx }) => (
                <tr key={`${orderId}/${kind}`}>
                  <td>
                    <Link to={`/orders/${orderId}`}>Order {orderId}</Link>
                  </td>
                  <td>
                    {kind === "report" ? "Result" : verdict ? "Certificate: passed" : "Certificate: refused"}
                  </td>
                  <td>{formatDateTime(at)}</td>
                  <td>
                    <CopyText value={tx} label={`transaction of order ${orderId}`} />
                  </td>
                  <td>
                    <Link to={`/audit?order=${orderId}`}>
                      Audit<span className="visually-hidden"> order {orderId}</span>
                    </Link>
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
