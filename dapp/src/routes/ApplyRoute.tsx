import type { Hex } from "@symbolon/protocol";
import { Link, useSearchParams } from "react-router";
import type { CaseId } from "../data/gateway/permitTypes.ts";
import { useAccessBodies } from "../data/hooks/useAccessBodies.ts";
import { usePermitCase } from "../data/hooks/usePermitCase.ts";
import { ApplyForm } from "../features/permits/ApplyForm.tsx";
import type { CaseAnswer } from "../features/permits/caseAnswer.ts";
import { ConnectGate } from "../features/wallet/ConnectGate.tsx";
import { BackLink } from "../ui/BackLink.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorNotice } from "../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../ui/SkeletonCard.tsx";
import { usePageTitle } from "./usePageTitle.ts";

const TITLES: Readonly<Record<CaseAnswer["kind"], string>> = {
  completes: "Complete the application",
  agrees: "Agree to a statistical answer",
};

/** The application form: /permits/apply, ?case=HASH/COUNTRY for one that was returned as incomplete, ?agree=HASH/COUNTRY to agree to a statistical answer. */
export function ApplyRoute() {
  const [params] = useSearchParams();
  const kind = params.has("agree") ? "agrees" : "completes";
  const at = /^(0x[0-9a-f]{64})\/([A-Z]{2})$/.exec(params.get("agree") ?? params.get("case") ?? "");
  const title = at === null ? "Apply for data" : TITLES[kind];
  usePageTitle(title);
  return (
    <>
      <BackLink to="/permits">Permits</BackLink>
      <header className="page-head">
        <div className="page-head__text">
          <h1>{title}</h1>
          <p>
            {at !== null && kind === "agrees"
              ? "A data request takes the place of your application: you get tables, and no records (Art. 68(3), 69). Say what is to be counted, and sign once."
              : "The contents that Regulation (EU) 2025/327 asks for, checked as you type. You sign once, and each country opens its own case."}
          </p>
        </div>
      </header>
      <ConnectGate text="The account you connect applies, acts in the cases, and orders under the permit.">
        {(account) =>
          at === null ? (
            <NewApplication account={account} />
          ) : (
            <Answer
              key={kind}
              account={account}
              kind={kind}
              at={{ applicationHash: at[1] as Hex, country: at[2]! }}
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
  if (bodies.isLoadingError)
    return <ErrorNotice error={bodies.error} onRetry={() => void bodies.refetch()} />;
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
  return <ApplyForm key={account} account={account} bodies={bodies.data} answers={null} />;
}

function Answer({ account, at, kind }: { account: Hex; at: CaseId; kind: CaseAnswer["kind"] }) {
  const bodies = useAccessBodies();
  const entry = usePermitCase(at);
  const failed = [bodies, entry].find((query) => query.isLoadingError);
  if (failed !== undefined) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  if (bodies.data === undefined || entry.data === undefined) return <SkeletonCard lines={8} />;
  const { sequence, datasetIds } = entry.data;
  const answers = { ...at, kind, sequence, datasetIds };
  return <ApplyForm key={account} account={account} bodies={bodies.data} answers={answers} />;
}
