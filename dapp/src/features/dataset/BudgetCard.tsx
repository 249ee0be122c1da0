import { Link } from "react-router";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { formatRho } from "../../format/formatRho.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";
import { BudgetGauge } from "./BudgetGauge.tsx";

const KINDS: Record<string, readonly [Tone, string]> = {
  OPENED: ["neutral", "Opened"],
  RESERVED: ["warn", "Reserved"],
  CHARGED: ["neutral", "Spent"],
  RELEASED: ["good", "Given back"],
  TOPPED_UP: ["neutral", "Added by a new version"],
};

/** The privacy budget with every entry of its ledger. */
export function BudgetCard({ dataset }: { dataset: DatasetDetails }) {
  const { budget, ledger } = dataset;
  const parts = [
    ["var(--ink-3)", "Spent", budget.spentMicro],
    ["var(--reserved)", "Reserved", budget.reservedMicro],
    ["var(--accent)", "Free", budget.availableMicro],
  ] as const;
  return (
    <Card
      title="Privacy budget"
      lead="Every order spends a part of it, and the chain refuses orders beyond it, so all results together can only ever say so much about one patient."
    >
      <div className="stack">
        <BudgetGauge budget={budget} isLarge />
        <ul className="legend">
          {parts.map(([color, label, micro]) => (
            <li key={label}>
              <i style={{ background: color }} aria-hidden="true" />
              {label} <span className="number">{formatRho(micro)}</span>
            </li>
          ))}
        </ul>
        {ledger.length === 0 ? (
          <p className="small quiet">Nothing has been spent yet.</p>
        ) : (
          <TableScroll label="Ledger entries">
            <table className="table table--wide">
              <caption className="visually-hidden">Ledger entries</caption>
              <thead>
                <tr>
                  <th scope="col">Entry</th>
                  <th scope="col">Order</th>
                  <th scope="col">Amount</th>
                  <th scope="col">When</th>
                  <th scope="col">Transaction</th>
                </tr>
              </thead>
              <tbody>
                {ledger.map((entry) => {
                  const [tone, text] = KINDS[entry.kind.toUpperCase()] ?? ["neutral", entry.kind];
                  return (
                    <tr key={`${entry.tx}/${entry.kind}/${entry.orderId}`}>
                      <td>
                        <Badge tone={tone}>{text}</Badge>
                      </td>
                      <td>
                        {entry.orderId === "0" ? (
                          "–"
                        ) : (
                          <Link to={`/orders/${entry.orderId}`}>{entry.orderId}</Link>
                        )}
                      </td>
                      <td>{formatRho(entry.rhoMicro)}</td>
                      <td>{formatDateTime(entry.timestamp)}</td>
                      <td>
                        <CopyText value={entry.tx} label="transaction" />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </TableScroll>
        )}
      </div>
    </Card>
  );
}
