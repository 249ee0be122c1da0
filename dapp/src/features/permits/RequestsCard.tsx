import type { Proceeding } from "@symbolon/protocol";
import { Card } from "../../ui/Card.tsx";
import { ActForms } from "./acts/ActForms.tsx";
import type { DeskProps } from "./deskProps.ts";

const ACTS = ["extended", "amended", "fee-set"] as const;

/** What user or holder asked the access body for and waits to be decided: more time, a change, the fee; nothing where nobody waits. */
export function RequestsCard(props: DeskProps<Proceeding>) {
  if (!ACTS.some((kind) => props.open.has(kind))) return null;
  return (
    <Card title="Waiting for your decision">
      <div className="stack">
        <ActForms {...props} kinds={ACTS} />
      </div>
    </Card>
  );
}
