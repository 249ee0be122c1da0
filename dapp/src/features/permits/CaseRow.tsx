import { Link } from "react-router";
import type { OwnCase } from "../../data/gateway/permitTypes.ts";
import { regionName } from "../../format/regionName.ts";
import { Badge } from "../../ui/Badge.tsx";
import { CaseStateBadge } from "./CaseStateBadge.tsx";
import { clockText, partyText } from "./caseTexts.ts";
import { clockState, nextDeadline } from "./clockState.ts";
import { lastDay } from "./lastDay.ts";

/** One case in a party's list, with the clock that runs out next; the whole row leads to its page. */
export function CaseRow({ own, timeZone, now }: { own: OwnCase; timeZone: string; now: number }) {
  const next = nextDeadline(own.deadlines);
  return (
    <article className="card order-row">
      <div className="stack stack--tight">
        <h2>
          <Link to={`/permits/cases/${own.applicationHash}/${own.country}`}>{own.title}</Link>
        </h2>
        <p className="small soft">
          {own.applicant ?? "A natural person"} · {regionName(own.country)} ·{" "}
          {own.lane === "permit" ? "permit application" : "data request"} · {datasetsText(own.datasetIds)}
        </p>
        {next === undefined ? null : (
          <p className="small">
            {partyText(next.party)}: {clockText(next)} by {lastDay(next.dueAt, timeZone)}{" "}
            <span className="quiet">(Art. {next.article})</span>
          </p>
        )}
      </div>
      <div className="order-row__end">
        <CaseStateBadge state={own.state} />
        {next === undefined ? null : <ClockBadge {...{ next, now }} />}
      </div>
    </article>
  );
}

function ClockBadge({ next, now }: { next: OwnCase["deadlines"][number]; now: number }) {
  const [label, tone] = clockState(next, now);
  return (
    <Badge isPlain tone={tone}>
      {label}
    </Badge>
  );
}

function datasetsText(ids: readonly string[]): string {
  return ids.length === 1 ? `dataset ${ids[0]}` : `datasets ${ids.join(", ")}`;
}
