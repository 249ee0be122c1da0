import { HdabView } from "../features/permits/HdabView.tsx";
import { ConnectGate } from "../features/wallet/ConnectGate.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** The desk of a health data access body. */
export function HdabRoute() {
  usePageTitle("Access body");
  return (
    <>
      <header className="page-head">
        <div className="page-head__text">
          <h1>Access body</h1>
          <p>Cases of your country, those that are due first at the top.</p>
        </div>
      </header>
      <ConnectGate text="Connect the account of the access body.">
        {(account) => <HdabView key={account} account={account} />}
      </ConnectGate>
    </>
  );
}
