import { ConnectGate } from "../features/wallet/ConnectGate.tsx";
import { WorkView } from "../features/work/WorkView.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** The console of those who compute and judge. */
export function WorkRoute() {
  usePageTitle("Work");
  return (
    <>
      <header className="page-head">
        <div className="page-head__text">
          <h1>Nodes and evaluators</h1>
          <p>Jobs, signed reports, stake and earnings of the account that your node works with.</p>
        </div>
      </header>
      <ConnectGate text="Connect the account of your node or evaluator.">
        {(account) => <WorkView account={account} />}
      </ConnectGate>
    </>
  );
}
