import { type Proceeding, periodEnd } from "@symbolon/protocol";
import { useState } from "react";
import type { DeskProps } from "../deskProps.ts";
import { HashField } from "../HashField.tsx";
import { lastDay } from "../lastDay.ts";
import { ActSection } from "./ActSection.tsx";
import { SignAct } from "./SignAct.tsx";

/** The access body records that the data in the environment are deleted, within six months of the permit's end (Art. 68(12)). */
export function RecordDeletion(props: DeskProps<Proceeding>) {
  const { state, body } = props;
  const [certificateHash, setCertificateHash] = useState("");
  const [recipeHash, setRecipeHash] = useState("");
  const endedAt = state.revokedAt ?? state.permit!.validUntil;
  const due = lastDay(periodEnd(endedAt, { months: 6 }, body), body.timeZone);
  return (
    <ActSection
      isOpen
      title="Record that the data are deleted"
      article="68(12)"
      text={`The permit has ended. Data in the environment are to be deleted by ${due}. The recipe by which they were made may be kept, so that they can be made again.`}
    >
      <HashField
        label="Certificate of the deletion"
        hint="Its fingerprint is recorded; the file stays with you."
        hash={certificateHash}
        onHash={setCertificateHash}
      />
      <HashField
        label="Recipe that is kept, if any"
        hint="Queries and code by which the data were made, without any record."
        hash={recipeHash}
        onHash={setRecipeHash}
      />
      <SignAct
        {...props}
        by="access-body"
        look="primary"
        label="The data are deleted"
        draft={
          certificateHash === ""
            ? null
            : {
                kind: "deleted",
                certificateHash: certificateHash as `0x${string}`,
                recipeHash: recipeHash === "" ? null : (recipeHash as `0x${string}`),
              }
        }
      />
    </ActSection>
  );
}
