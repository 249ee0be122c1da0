import type { CaseAct } from "../../data/gateway/permitTypes.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { Card } from "../../ui/Card.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { actText } from "./actText.ts";
import { partyText } from "./caseTexts.ts";

/** Everything that happened in a case, newest first; each act is signed by who took it. */
export function ActsCard({ acts }: { acts: readonly CaseAct[] }) {
  return (
    <Card title="What happened" lead="Newest first. Each act is signed and cannot be changed.">
      <ol className="timeline">
        {[...acts].reverse().map(({ sequence, actor, at, act }) => {
          const { title, detail } = actText(act);
          return (
            <li key={sequence} data-status="done">
              <span className="timeline__mark">
                <span className="timeline__dot">
                  <Icon name="check" />
                </span>
              </span>
              <div className="act">
                <p className="act__title">{title}</p>
                {detail === "" ? null : <p className="act__detail">{detail}</p>}
                <p className="small quiet">
                  {partyText(actor)} · {formatDateTime(at)}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
