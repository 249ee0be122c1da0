import { ComplaintFollow } from "../features/permits/ComplaintFollow.tsx";
import { ComplaintForm } from "../features/permits/ComplaintForm.tsx";
import { RegisterView } from "../features/permits/RegisterView.tsx";
import { BackLink } from "../ui/BackLink.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** The public register of applications, requests, decisions and results, and complaints. Nobody needs an account here. */
export function RegisterRoute() {
  usePageTitle("Public register");
  return (
    <>
      <BackLink to="/permits">Permits</BackLink>
      <header className="page-head">
        <div className="page-head__text">
          <h1>Public register</h1>
          <p>
            Applications from the day they are received, decisions with their justification, permits, and
            results (Regulation (EU) 2025/327 Art. 57 and 58).
          </p>
        </div>
      </header>
      <div className="columns">
        <RegisterView />
        <div className="stack aside aside--tall">
          <ComplaintForm />
          <ComplaintFollow />
        </div>
      </div>
    </>
  );
}
