import type { Proceeding } from "@symbolon/protocol";
import { useState } from "react";
import { SelectInput } from "../../../ui/SelectInput.tsx";
import { TextInput } from "../../../ui/TextInput.tsx";
import type { DeskProps } from "../deskProps.ts";
import { ActSection } from "./ActSection.tsx";
import { SignAct } from "./SignAct.tsx";

/** A trusted holder proposes a decision, which binds nobody (Art. 72(5)). */
export function ProposeDecision(props: DeskProps<Proceeding>) {
  const [proposal, setProposal] = useState("");
  const [assessment, setAssessment] = useState("");
  const words = assessment.trim();
  return (
    <ActSection
      isOpen
      title="Propose a decision"
      article="72(3), (5)"
      text="The access body forwarded this application to you as a trusted data holder. You have two months to assess it against Art. 68(1) and (2) and to propose a decision. The access body decides within two more months, and your proposal does not bind it."
    >
      <SelectInput
        label="You propose"
        empty="Choose"
        value={proposal}
        options={[
          ["permit", "To issue a permit"],
          ["refusal", "To refuse"],
        ]}
        onChange={setProposal}
      />
      <TextInput
        label="Your assessment"
        hint="Criterion by criterion. The applicant reads it: name nobody."
        rows={4}
        value={assessment}
        onChange={setAssessment}
      />
      <SignAct
        {...props}
        by="holder"
        look="primary"
        label="Sign the proposal"
        draft={
          proposal === "" || words === ""
            ? null
            : { kind: "proposal-made", approve: proposal === "permit", assessment: words }
        }
      />
    </ActSection>
  );
}
