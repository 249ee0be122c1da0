import type { JointModel } from "@symbolon/protocol";
import { formatRho } from "../../format/formatRho.ts";
import { formatDelta } from "../../format/privacyMeaning.ts";
import { TableScroll } from "../../ui/TableScroll.tsx";

const PICO_PER_RHO = 1e12;

/** Every opening of a joint computation in its order, with what it cost: nothing else of the records was ever shown. */
export function LedgerTable({ model }: { model: JointModel }) {
  const { ledger, rhoMicro } = model;
  const spent = ledger.reduce((sum, { picoRho }) => sum + BigInt(picoRho), 0n);
  const delta = ledger.reduce((sum, entry) => sum + entry.delta, 0);
  return (
    <div className="stack stack--tight">
      <p className="small quiet">
        {ledger.length} openings cost {rhoText(spent)} of {formatRho(BigInt(rhoMicro))}, and{" "}
        {deltaText(delta)} of delta. Each was paid before it was made; the chain of digests in the model keeps
        their order.
      </p>
      <TableScroll label="Openings of the computation">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Opened</th>
              <th scope="col">Variables</th>
              <th scope="col" className="end">
                Budget
              </th>
              <th scope="col" className="end">
                Delta
              </th>
            </tr>
          </thead>
          <tbody>
            {ledger.map((entry) => (
              <tr key={entry.chain}>
                <td>{entry.what}</td>
                <td className={entry.columns === null ? "quiet" : "mono"}>
                  {entry.columns?.join(" × ") ?? "lost when a node failed"}
                </td>
                <td className="end">{rhoText(BigInt(entry.picoRho))}</td>
                <td className="end">{deltaText(entry.delta)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  );
}

function rhoText(pico: bigint): string {
  return `ρ ${(Number(pico) / PICO_PER_RHO).toPrecision(3)}`;
}

/** Of noise from many coins delta is next to nothing. */
function deltaText(delta: number): string {
  return delta < 1e-30 ? "0" : formatDelta(Number(delta.toPrecision(2)));
}
