import { Card } from "../../ui/Card.tsx";
import { ActForms } from "./acts/ActForms.tsx";
import type { DeskProps } from "./deskProps.ts";

const ACTS = ["proposal-made", "fee-disputed"] as const;

/** What the holder of a dataset that is asked for may do in a case; nothing where that is nothing. */
export function HolderDesk(props: DeskProps) {
  const { state, open, whole } = props;
  if (state.lane !== "permit" || !ACTS.some((kind) => open.has(kind))) return null;
  // Who applied for its own data has the dispute among its part as applicant.
  const kinds = whole.actors.includes("applicant") ? ACTS.slice(0, 1) : ACTS;
  return (
    <Card title="Your part as data holder" lead="The clocks below say what you owe, and until when.">
      <div className="stack">
        <ActForms {...props} state={state} kinds={kinds} />
      </div>
    </Card>
  );
}
