import type { Proceeding } from "@symbolon/protocol";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import type { DeskProps } from "./deskProps.ts";
import { FinishRecording } from "./FinishRecording.tsx";
import { usePermitDecision } from "./usePermitDecision.ts";
import type { Unrecorded } from "./useUnrecorded.ts";

/** A decision that stands on chain and not in the case: nothing else is decided, and nothing quoted anew, before it is recorded. */
export function FinishCard({ unrecorded, ...props }: DeskProps<Proceeding> & { unrecorded: Unrecorded }) {
  const decision = usePermitDecision(props);
  return (
    <Card title="Decision">
      <div className="stack">
        <FinishRecording {...props} unrecorded={unrecorded} decision={decision} />
        {decision.isError && decision.error !== props.act.error ? (
          <ErrorNotice error={decision.error} />
        ) : null}
      </div>
    </Card>
  );
}
