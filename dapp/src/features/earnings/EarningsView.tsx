import type { Hex } from "@symbolon/protocol";
import { Link } from "react-router";
import { useEarnings } from "../../data/hooks/useEarnings.ts";
import { formatSym } from "../../format/formatSym.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { payoutStateText } from "../../format/payoutStates.ts";
import { payoutLabel } from "../../format/payouts.ts";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";
import { ClaimCard } from "./ClaimCard.tsx";

/** What an account is owed, order by order, and the way to fetch what is ready. */
export function EarningsView({ account }: { account: Hex }) {
  const earnings = useEarnings(account);
  return (
    <div className="columns">
      <Card
        title="Your shares"
        lead="Of delivered orders and renewals, newest first. A share is ready when the buyer releases it, or when the time for disputes is over."
      >
        {earnings.isPending ? <Skeleton width="70%" /> : null}
        {earnings.isError ? (
          <ErrorNotice error={earnings.error} onRetry={() => void earnings.refetch()} />
        ) : null}
        {earnings.data?.shares.length === 0 ? (
          <p className="soft">This account has not been paid for an order yet.</p>
        ) : null}
        {earnings.data && earnings.data.shares.length > 0 ? (
          <TableScroll label="Shares">
            <table className="table table--wide">
              <thead>
                <tr>
                  <th scope="col">Order</th>
                  <th scope="col">As</th>
                  <th scope="col">Delivered</th>
                  <th scope="col">State</th>
                  <th scope="col" className="end">
                    Amount
                  </th>
                </tr>
              </thead>
              <tbody>
                {earnings.data.shares.map((entry) => (
                  <tr key={`${entry.id}/${entry.index}`}>
                    <td>
                      <Link to={`/orders/${entry.orderId}`}>
                        Order {entry.orderId.toString()}
                        {entry.id === entry.orderId ? "" : ", renewal"}
                      </Link>
                      <div className="small quiet">{entry.titles.join(" + ")}</div>
                    </td>
                    <td>{payoutLabel(entry.kind)}</td>
                    <td>{formatDateTime(entry.settledAt)}</td>
                    <td>{payoutStateText(entry.state, entry.claimableAt)}</td>
                    <td className="end">{formatSym(entry.amountWei, 4)} SYM</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        ) : null}
      </Card>
      <div className="aside">
        <ClaimCard account={account} earnings={earnings.data} />
      </div>
    </div>
  );
}
