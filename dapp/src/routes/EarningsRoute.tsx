import { EarningsView } from "../features/earnings/EarningsView.tsx";
import { ConnectGate } from "../features/wallet/ConnectGate.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** What the connected account earned as hospital, node or evaluator. */
export function EarningsRoute() {
  usePageTitle("Earnings");
  return (
    <>
      <header className="page-head">
        <div className="page-head__text">
          <h1>Earnings</h1>
          <p>
            Shares of delivered orders wait in the market until you claim them. They can go to nobody else.
          </p>
        </div>
      </header>
      <ConnectGate text="Connect the account of your hospital, node or evaluator.">
        {(account) => <EarningsView account={account} />}
      </ConnectGate>
    </>
  );
}
