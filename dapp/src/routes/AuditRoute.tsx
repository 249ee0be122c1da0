import { AuditView } from "../features/audit/AuditView.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** The auditor's workspace. */
export function AuditRoute() {
  usePageTitle("Audit");
  return (
    <>
      <header className="page-head">
        <div className="page-head__text">
          <h1>Audit</h1>
          <p>
            Every check from a file back to consent, budget and payment, run in this browser. It reads the
            chain and public documents, and believes neither the seller nor this server.
          </p>
        </div>
      </header>
      <AuditView />
    </>
  );
}
