import type { AccessBody, Actor, Hex } from "@symbolon/protocol";
import { Link } from "react-router";
import type { OwnCase } from "../../data/gateway/permitTypes.ts";
import type { ReadPass } from "../../data/gateway/readPass.ts";
import { useOwnCases } from "../../data/hooks/useOwnCases.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SkeletonCard } from "../../ui/SkeletonCard.tsx";
import { CaseRow } from "./CaseRow.tsx";
import { nextDeadline } from "./clockState.ts";

/** Cases in which the account acts as one of these, what is due first at the top. */
export function OwnCases({
  account,
  pass,
  as,
  bodies,
}: {
  account: Hex;
  pass: ReadPass | null;
  as: readonly Actor[];
  bodies: readonly AccessBody[];
}) {
  const query = useOwnCases(account, pass);
  if (query.isLoadingError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <SkeletonCard lines={4} />;
  const cases = query.data.filter(({ actors }) => actors.some((actor) => as.includes(actor)));
  if (cases.length === 0)
    return as.includes("access-body") ? (
      <EmptyState icon="check" title="No case yet" text="Applications for your country appear here." />
    ) : (
      <EmptyState
        icon="box"
        title="No case yet"
        text="Put datasets of the EHDS lane into an application, and hand it in."
        action={
          <Link className={buttonClass("primary")} to="/permits/apply">
            Start an application
          </Link>
        }
      />
    );
  const now = Math.floor(Date.now() / 1000);
  return (
    <div className="stack stack--tight">
      {sortedByDue(cases, as).map((own) => (
        <CaseRow
          key={`${own.applicationHash}/${own.country}`}
          own={own}
          timeZone={bodies.find(({ country }) => country === own.country)?.timeZone ?? "UTC"}
          now={now}
        />
      ))}
    </div>
  );
}

/** By the clock of one of these parties that runs out next; cases without one come last, newest first as they were. */
function sortedByDue(cases: readonly OwnCase[], as: readonly Actor[]): OwnCase[] {
  const dueAt = ({ deadlines }: OwnCase) =>
    nextDeadline(deadlines.filter(({ party }) => as.includes(party)))?.dueAt ?? Number.POSITIVE_INFINITY;
  return cases.toSorted((a, b) => {
    const [first, second] = [dueAt(a), dueAt(b)];
    return first === second ? 0 : first - second;
  });
}
