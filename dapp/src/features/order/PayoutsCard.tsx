import type { Payout } from "../../data/gateway/types.ts";
import { formatSym } from "../../format/formatSym.ts";
import { payoutLabel } from "../../format/payouts.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";

/** Who got which part of the price; says so when the parts do not add up to it. */
export function PayoutsCard({ payouts, totalWei }: { payouts: readonly Payout[]; totalWei: bigint }) {
  const sumWei = payouts.reduce((sum, payout) => sum + payout.amountWei, 0n);
  return (
    <Card title="Who was paid">
      <TableScroll label="Payouts">
        <table className="table">
          <tbody>
            {payouts.map((payout) => (
              <tr key={`${payout.kind}/${payout.account}/${payout.amountWei}`}>
                <td>
                  <div>{payoutLabel(payout.kind)}</div>
                  <CopyText value={payout.account} label="account" />
                </td>
                <td className="end">{formatSym(payout.amountWei, 4)} SYM</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>{sumWei === totalWei ? "Together, the whole price" : "Together, not the whole price"}</td>
              <td className="end">{formatSym(sumWei, 4)} SYM</td>
            </tr>
          </tfoot>
        </table>
      </TableScroll>
    </Card>
  );
}
