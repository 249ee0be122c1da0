import { type Proceeding, periodEnd } from "@symbolon/protocol";
import { useState } from "react";
import { TextInput } from "../../../ui/TextInput.tsx";
import type { DeskProps } from "../deskProps.ts";
import { lastDay } from "../lastDay.ts";
import { ActSection } from "./ActSection.tsx";
import { SignAct } from "./SignAct.tsx";

/** User or holder says that they do not agree on the fee; after the month the access body sets it (Art. 62(4)). */
export function DisputeFee(props: DeskProps<Proceeding>) {
  const { whole, state, body } = props;
  const [reason, setReason] = useState("");
  const words = reason.trim();
  const agreeBy = lastDay(periodEnd(state.permit!.issuedAt, { months: 1 }, body), body.timeZone);
  return (
    <ActSection
      title="Dispute the fee"
      article="62(4)"
      text={`Data holder and data user have until ${agreeBy} to agree on the fee. After that the access body sets it, once one of them has said that they do not agree. The permit goes on meanwhile.`}
    >
      <TextInput label="What you do not agree with" rows={2} value={reason} onChange={setReason} />
      <SignAct
        {...props}
        by={whole.actors.includes("applicant") ? "applicant" : "holder"}
        label="Dispute the fee"
        draft={words === "" ? null : { kind: "fee-disputed", reason: words }}
      />
    </ActSection>
  );
}
