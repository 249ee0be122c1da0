import type { Hex } from "@symbolon/protocol";
import { Link, useSearchParams } from "react-router";
import type { CaseId } from "../data/gateway/permitTypes.ts";
import { useAccessBodies } from "../data/hooks/useAccessBodies.ts";
import { usePermitCase } from "../data/hooks/usePermitCase.ts";
import { ApplyForm } from "../features/permits/ApplyForm.tsx";
import { ConnectGate } from "../features/wallet/ConnectGate.tsx";
import { BackLink } from "../ui/BackLink.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../ui/SkeletonCard.tsx";
import { usePageTitle } from "./usePageTitle.ts";

/** The application form: /permits/apply, or ?case=HASH/COUNTRY for one that was returned as incomplete. */
export function ApplyRoute() {
  const [params] = useSearchParams();
  const returned = /^(0x[0-9a-f]{64})\/([A-Z]{2})$/.exec(params.get("case") ?? "");
  const title = returned === null ? "Apply for data" : "Complete the application";
  usePageTitle(title);
  return (
    <>
      <BackLink to="/permits">Permits</BackLink>
      <header className="page-head">
        <div className="page-head__text">
          <h1>{title}</h1>
          <p>
            The contents that Regulation (EU) 2025/327 asks for, checked as you type. You sign once, and each
            country opens its own case.
          </p>
        </div>
      </header>
      <ConnectGate text="The account you connect applies, acts in the cases, and orders under the permit.">
        {(account) =>
          returned === null ? (
            <NewApplication account={account} />
          ) : (
            <Completion
              account={account}
              at={{ applicationHash: returned[1] as Hex, country: returned[2]! }}
            />
          )
        }
      </ConnectGate>
    </>
  );
}

function NewApplication({ account }: { account: Hex }) {
  const bodies = useAccessBodies();
  if (bodies.isPending) return <SkeletonCard lines={8} />;
  if (bodies.isError) return <ErrorNotice error={bodies.error} onRetry={() => void bodies.refetch()} />;
  if (bodies.data.length === 0)
    return (
      <EmptyState
        icon="info"
        title="No access body yet"
        text="No health data access body has introduced itself to this hub, so nobody could decide."
        action={
          <Link className={buttonClass()} to="/">
            See all datasets
          </Link>
        }
      />
    );
  return <ApplyForm key={account} account={account} bodies={bodies.data} completes={null} />;
}

function Completion({ account, at }: { account: Hex; at: CaseId }) {
  const bodies = useAccessBodies();
  const entry = usePermitCase(at);
  const failed = [bodies, entry].find((query) => query.isError);
  if (failed !== undefined) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  if (bodies.data === undefined || entry.data === undefined) return <SkeletonCard lines={8} />;
  const { sequence } = entry.data;
  return <ApplyForm key={account} account={account} bodies={bodies.data} completes={{ ...at, sequence }} />;
}
