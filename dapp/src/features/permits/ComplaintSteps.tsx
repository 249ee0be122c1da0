import type { ComplaintStatus } from "../../data/gateway/permitTypes.ts";
import { formatDate } from "../../format/formatTime.ts";

/** What the access body has said about a complaint, oldest first. */
export function ComplaintSteps({ steps }: Pick<ComplaintStatus, "steps">) {
  if (steps.length === 0) return null;
  return (
    <ol className="stack stack--tight">
      {steps.map(({ kind, text, at }) => (
        <li key={`${at}/${kind}/${text}`} className="small">
          <b>{kind === "decision" ? "Decision" : "Progress"}</b>{" "}
          <span className="quiet">{formatDate(at)}</span>
          <p className="act__detail">{text}</p>
        </li>
      ))}
    </ol>
  );
}
