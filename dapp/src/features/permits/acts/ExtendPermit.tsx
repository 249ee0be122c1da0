import type { Proceeding } from "@symbolon/protocol";
import { useState } from "react";
import { formatDate } from "../../../format/formatTime.ts";
import { Button } from "../../../ui/Button.tsx";
import { ErrorNotice } from "../../../ui/ErrorNotice.tsx";
import { TextInput } from "../../../ui/TextInput.tsx";
import { dayEnd, dayOf } from "../days.ts";
import type { DeskProps } from "../deskProps.ts";
import { FinishRecording } from "../FinishRecording.tsx";
import { latestPermit } from "../latestPermit.ts";
import { nextVersion } from "../nextVersion.ts";
import { usePermitDecision } from "../usePermitDecision.ts";
import { useUnrecorded } from "../useUnrecorded.ts";
import { ActSection } from "./ActSection.tsx";

/** The access body extends a permit as asked for, or for less (Art. 68(12)): a new version, on chain and in the case. */
export function ExtendPermit(props: DeskProps<Proceeding>) {
  const { whole, state, act } = props;
  const decision = usePermitDecision(props);
  const unrecorded = useUnrecorded(props);
  const request = state.extensionRequested!;
  const [until, setUntil] = useState(() => dayOf(request.validUntil));
  const present = latestPermit(whole)!.document;
  const validUntil =
    until === dayOf(request.validUntil) ? request.validUntil : until === "" ? 0 : dayEnd(until);
  const fault =
    validUntil > request.validUntil
      ? "That is longer than was asked for."
      : validUntil <= present.duration.validUntil
        ? "That is no later than the permit's present end."
        : undefined;
  const asked = whole.acts.findLast((each) => each.act.kind === "extension-requested")?.act;
  const said = asked?.kind === "extension-requested" ? ` The user's reason: “${asked.reason}”` : "";
  return (
    <ActSection
      isOpen
      title="Extend the permit"
      article="68(12)"
      text={`Asked for until ${formatDate(request.validUntil)}; the permit ends on ${formatDate(present.duration.validUntil)}. It is extended once.${said}`}
    >
      {unrecorded.data?.kind === "extended" ? (
        <FinishRecording {...props} unrecorded={unrecorded.data} decision={decision} />
      ) : unrecorded.data != null ? (
        <p className="soft">A change of this permit is on chain and not recorded yet: finish that first.</p>
      ) : (
        <>
          <TextInput label="Extended until" type="date" error={fault} value={until} onChange={setUntil} />
          <div className="stack stack--tight">
            <div>
              <Button
                look="primary"
                disabled={fault !== undefined}
                isBusy={decision.isPending || act.isPending || unrecorded.isLoading}
                onClick={() =>
                  decision.mutate({
                    kind: "extended",
                    document: () =>
                      nextVersion(present, {
                        duration: { validFrom: present.duration.validFrom, validUntil },
                      }),
                  })
                }
              >
                Extend the permit
              </Button>
            </div>
            <p className="small soft">One transaction and two signatures. Everything else stays as it is.</p>
          </div>
        </>
      )}
      {unrecorded.isError ? (
        <ErrorNotice error={unrecorded.error} onRetry={() => void unrecorded.refetch()} />
      ) : null}
      {decision.isError && decision.error !== act.error ? <ErrorNotice error={decision.error} /> : null}
    </ActSection>
  );
}
