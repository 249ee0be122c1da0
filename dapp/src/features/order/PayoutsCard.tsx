import type { ChainOrder } from "../../data/queries/chainOrderQuery.ts";
import { formatSym } from "../../format/formatSym.ts";
import { payoutKind, payoutLabel } from "../../format/payouts.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";

/** Who gets which part of the price and who has fetched it, from the chain; says so when the parts do not add up. Empty in escrow. */
export function PayoutsCard({ chain }: { chain: ChainOrder }) {
  const { settlement, terms, status } = chain.order;
  if (settlement === null || status === "REFUNDED") return null;
  const sumWei = settlement.amountsWei.reduce((sum, amountWei) => sum + amountWei, 0n);
  const count = settlement.payees.length;
  return (
    <Card title="Who is paid">
      <TableScroll label="Payouts">
        <table className="table">
          <tbody>
            {settlement.payees.map((payee, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a share's position is what the contract knows it by
              <tr key={index}>
                <td>
                  <div>
                    {payoutLabel(payoutKind(index, count, terms.providers.length, terms.permitId !== 0n))}
                  </div>
                  <CopyText value={payee} label="account" />
                </td>
                <td className="end">
                  <div>{formatSym(settlement.amountsWei[index]!, 4)} SYM</div>
                  <div className="small quiet">
                    {((chain.claimed >> BigInt(index)) & 1n) === 1n ? "fetched" : "owed"}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>
                {sumWei === terms.totalWei ? "Together, the whole price" : "Together, not the whole price"}
              </td>
              <td className="end">{formatSym(sumWei, 4)} SYM</td>
            </tr>
          </tfoot>
        </table>
      </TableScroll>
    </Card>
  );
}
