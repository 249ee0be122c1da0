import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { useAccessBodies } from "../data/hooks/useAccessBodies.ts";
import { ownCasesQueryKey } from "../data/queries/ownCasesQuery.ts";
import { OwnCases } from "../features/permits/OwnCases.tsx";
import { ReadGate } from "../features/permits/ReadGate.tsx";
import { useBasket } from "../features/permits/useBasket.ts";
import { ConnectGate } from "../features/wallet/ConnectGate.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** Permits of the European Health Data Space: the way to an application, to one's own cases, and to the register. */
export function PermitsRoute() {
  usePageTitle("Permits");
  const { ids } = useBasket();
  const bodies = useAccessBodies();
  const queryClient = useQueryClient();
  return (
    <>
      <header className="page-head">
        <div className="page-head__text">
          <h1>Data permits</h1>
          <p>
            Datasets of the European Health Data Space are used under a permit of a health data access body.
            One application covers several holders and countries.
          </p>
        </div>
        <div className="row">
          <Link className={buttonClass("primary")} to="/permits/apply">
            {ids.length === 0
              ? "Start an application"
              : `Application with ${ids.length} ${ids.length === 1 ? "dataset" : "datasets"}`}
          </Link>
          <Link className={buttonClass()} to="/permits/register">
            Public register
          </Link>
          <Link className={buttonClass()} to="/hdab">
            For access bodies
          </Link>
        </div>
      </header>
      <ConnectGate text="Cases belong to an account. Connect the one you apply with.">
        {(account) => (
          <section className="stack" aria-label="My cases">
            <h2>My cases</h2>
            <ReadGate
              account={account}
              text="One signature reads all your cases."
              hasData={queryClient.getQueryData(ownCasesQueryKey(account)) !== undefined}
            >
              {(pass) => (
                <OwnCases
                  account={account}
                  pass={pass}
                  as={["applicant", "holder"]}
                  bodies={bodies.data ?? []}
                />
              )}
            </ReadGate>
          </section>
        )}
      </ConnectGate>
    </>
  );
}
