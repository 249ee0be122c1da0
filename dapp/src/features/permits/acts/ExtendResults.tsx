import { type Proceeding, resultsDueAt } from "@symbolon/protocol";
import { useState } from "react";
import { TextInput } from "../../../ui/TextInput.tsx";
import { dayEnd } from "../days.ts";
import type { DeskProps } from "../deskProps.ts";
import { lastDay } from "../lastDay.ts";
import { ActSection } from "./ActSection.tsx";
import { SignAct } from "./SignAct.tsx";

/** The access body gives the user more time to publish results (Art. 61(4)). */
export function ExtendResults(props: DeskProps<Proceeding>) {
  const { state, body } = props;
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const words = reason.trim();
  const dueAt = resultsDueAt(state, body)!;
  const isLater = until !== "" && dayEnd(until) >= dueAt;
  return (
    <ActSection
      title="Give more time to publish results"
      article="61(4)"
      text={`Results are due by ${lastDay(dueAt, body.timeZone)}. You may extend that for a good reason, for example a journal's review.`}
    >
      <TextInput
        label="Results are due by"
        type="date"
        error={until !== "" && !isLater ? "That is no later than now." : undefined}
        value={until}
        onChange={setUntil}
      />
      <TextInput label="Reason for more time" rows={2} value={reason} onChange={setReason} />
      <SignAct
        {...props}
        by="access-body"
        label="Give more time for results"
        draft={
          !isLater || words === "" ? null : { kind: "results-extended", until: dayEnd(until), reason: words }
        }
        onDone={() => {
          setUntil("");
          setReason("");
        }}
      />
    </ActSection>
  );
}
