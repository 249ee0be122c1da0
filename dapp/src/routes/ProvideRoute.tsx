import { Link } from "react-router";
import { ProvideView } from "../features/provide/ProvideView.tsx";
import { ConnectGate } from "../features/wallet/ConnectGate.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** What the connected account offers, and how it goes. */
export function ProvideRoute() {
  usePageTitle("My datasets");
  return (
    <>
      <header className="page-head">
        <div className="page-head__text">
          <h1>My datasets</h1>
          <p>What you offer, who uses it, what is left of its privacy budget, and what it earns.</p>
        </div>
        <Link className={buttonClass("primary")} to="/provide/publish">
          Publish a dataset
        </Link>
      </header>
      <ConnectGate text="Connect the account that publishes for your hospital.">
        {(account) => <ProvideView account={account} />}
      </ConnectGate>
    </>
  );
}
