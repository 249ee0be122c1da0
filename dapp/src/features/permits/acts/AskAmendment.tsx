import type { Proceeding } from "@symbolon/protocol";
import { useState } from "react";
import { TextInput } from "../../../ui/TextInput.tsx";
import type { DeskProps } from "../deskProps.ts";
import { ActSection } from "./ActSection.tsx";
import { SignAct } from "./SignAct.tsx";

/** The user asks for a change of the permit (Art. 68(13)). */
export function AskAmendment(props: DeskProps<Proceeding>) {
  const [what, setWhat] = useState("");
  const words = what.trim();
  return (
    <ActSection
      title="Ask for a change of the permit"
      article="68(13)"
      text="Other persons, fewer datasets, another environment: the access body decides, and the permit gets a new version. Data that were not applied for need a new application."
    >
      <TextInput
        label="What should change, and why"
        hint="The data holders read this too: name nobody."
        rows={3}
        value={what}
        onChange={setWhat}
      />
      <SignAct
        {...props}
        by="applicant"
        label="Ask for the change"
        draft={words === "" ? null : { kind: "amendment-requested", what: words }}
      />
    </ActSection>
  );
}
