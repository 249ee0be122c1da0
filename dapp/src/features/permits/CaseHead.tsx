import type { RegisterEntry } from "../../data/gateway/permitTypes.ts";
import { regionName } from "../../format/regionName.ts";
import { Badge } from "../../ui/Badge.tsx";
import { CaseStateBadge } from "./CaseStateBadge.tsx";

/** Title, state and access body of a case. */
export function CaseHead({ entry }: { entry: RegisterEntry }) {
  return (
    <header className="page-head">
      <div className="page-head__text">
        <div className="row">
          <CaseStateBadge state={entry.state} />
          <Badge isPlain>{entry.lane === "permit" ? "Permit application" : "Data request"}</Badge>
          <Badge isPlain>
            {regionName(entry.country)}: {entry.accessBody}
          </Badge>
        </div>
        <h1>{entry.title}</h1>
        <p>{entry.summary}</p>
      </div>
    </header>
  );
}
