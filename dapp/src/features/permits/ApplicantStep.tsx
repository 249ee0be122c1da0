import { ApplicantClass, isPublicBody } from "@symbolon/protocol";
import { SelectInput } from "../../ui/SelectInput.tsx";
import { TextInput } from "../../ui/TextInput.tsx";
import { FormStep } from "../purchase/FormStep.tsx";
import { classText } from "./caseTexts.ts";
import { COUNTRIES } from "./countries.ts";
import { HashField } from "./HashField.tsx";
import type { StepProps } from "./stepProps.ts";

/** Who applies (Art. 67(2)(a)), and for which public body, where it acts for one (Art. 53(2)). */
export function ApplicantStep({ number, draft, change, fault }: StepProps) {
  const { applicantClass, legalName, country, activities, mandator, mandateHash } = draft;
  const isPerson = applicantClass === "natural-person";
  const isPublic = isPublicBody(ApplicantClass.parse(applicantClass));
  return (
    <FormStep number={number} title="Applicant">
      <div className="facts facts--form">
        <SelectInput
          label="Kind of applicant"
          value={applicantClass}
          options={ApplicantClass.options.map((each) => [each, classText(each)] as const)}
          onChange={(next) => change({ applicantClass: next })}
        />
        <SelectInput
          label="Country"
          value={country}
          options={COUNTRIES}
          empty="Choose a country"
          error={fault("applicant.country", country)}
          onChange={(next) => change({ country: next })}
        />
      </div>
      <TextInput
        label={isPerson ? "Name" : "Legal name"}
        hint={
          isPerson
            ? "Sealed in this browser to the access bodies. The public register says “a natural person”."
            : "Shown in the public register."
        }
        value={legalName}
        error={fault("applicant.legalName", legalName)}
        onChange={(next) => change({ legalName: next })}
      />
      <TextInput
        label="Functions and activities"
        rows={2}
        value={activities}
        error={fault("applicant.activities", activities)}
        onChange={(next) => change({ activities: next })}
      />
      {isPublic ? null : (
        <details open={mandator !== "" || mandateHash !== ""}>
          <summary>You act for a public body</summary>
          <div className="stack stack--tight details__body">
            <p className="small soft">
              Purposes (a) to (c) of Art. 53(1) are for public bodies and who acts for them.
            </p>
            <TextInput
              label="Public body you act for"
              value={mandator}
              error={fault("applicant.mandate.mandator", mandator)}
              onChange={(next) => change({ mandator: next })}
            />
            <HashField
              label="Mandate"
              hash={mandateHash}
              error={fault("applicant.mandate.documentHash", mandateHash)}
              onHash={(next) => change({ mandateHash: next })}
            />
          </div>
        </details>
      )}
    </FormStep>
  );
}
