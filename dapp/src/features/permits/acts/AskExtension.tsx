import type { Proceeding } from "@symbolon/protocol";
import { useState } from "react";
import { formatDate } from "../../../format/formatTime.ts";
import { TextInput } from "../../../ui/TextInput.tsx";
import { dayEnd } from "../days.ts";
import type { DeskProps } from "../deskProps.ts";
import { ActSection } from "./ActSection.tsx";
import { SignAct } from "./SignAct.tsx";

/** The user asks for more time, once (Art. 68(12)). */
export function AskExtension(props: DeskProps<Proceeding>) {
  const { state } = props;
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const words = reason.trim();
  return (
    <ActSection
      title="Ask for more time"
      article="68(12)"
      text={`Your permit ends on ${formatDate(state.permit!.validUntil)}. It can be extended once, by at most ten years, and you have to ask at least a month before that day.`}
    >
      <TextInput label="New last day" type="date" value={until} onChange={setUntil} />
      <TextInput label="Why more time is needed" rows={2} value={reason} onChange={setReason} />
      <SignAct
        {...props}
        by="applicant"
        label="Ask for the extension"
        draft={
          until === "" || words === ""
            ? null
            : { kind: "extension-requested", validUntil: dayEnd(until), reason: words }
        }
      />
    </ActSection>
  );
}
