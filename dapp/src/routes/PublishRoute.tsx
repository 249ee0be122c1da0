import { PublishWizard } from "../features/publish/PublishWizard.tsx";
import { ConnectGate } from "../features/wallet/ConnectGate.tsx";
import { BackLink } from "../ui/BackLink.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** A hospital publishes a dataset; its records stay where they are. */
export function PublishRoute() {
  usePageTitle("Publish a dataset");
  return (
    <>
      <BackLink to="/provide">My datasets</BackLink>
      <header className="page-head">
        <div className="page-head__text">
          <h1>Publish a dataset</h1>
          <p>
            Your file is read in this browser and stays with you. One signature puts its description on the
            market.
          </p>
        </div>
      </header>
      <ConnectGate text="The account of your hospital owns the dataset and is paid for it.">
        {(account) => <PublishWizard key={account} account={account} />}
      </ConnectGate>
    </>
  );
}
