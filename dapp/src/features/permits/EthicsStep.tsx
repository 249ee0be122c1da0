import { TextInput } from "../../ui/TextInput.tsx";
import { FormStep } from "../purchase/FormStep.tsx";
import { HashField } from "./HashField.tsx";
import type { StepProps } from "./stepProps.ts";

/** Ethical assessment, where national law asks for one (Art. 67(2)(j)), and the exception from opt-out (67(2)(k), 71(4)). */
export function EthicsStep({ number, draft, change, fault }: StepProps) {
  const { ethicsAssessment, ethicsHash, optOutLaw, optOutJustification } = draft;
  return (
    <FormStep
      number={number}
      title="Ethics and exceptions"
      error={fault("ethics") ?? fault("optOutException")}
    >
      <TextInput
        label="Ethical assessment"
        hint="What was assessed, by whom. Leave empty where national law asks for none."
        rows={2}
        value={ethicsAssessment}
        error={fault("ethics.assessment", ethicsAssessment)}
        onChange={(next) => change({ ethicsAssessment: next })}
      />
      <HashField
        label="Document of the assessment"
        hash={ethicsHash}
        error={fault("ethics.documentHash", ethicsHash)}
        onHash={(next) => change({ ethicsHash: next })}
      />
      <details open={optOutLaw !== "" || optOutJustification !== ""}>
        <summary>Data of persons who opted out (Art. 71(4))</summary>
        <div className="stack stack--tight details__body">
          <p className="small soft">For public bodies and who acts for them, where national law allows it.</p>
          <TextInput
            label="National law"
            value={optOutLaw}
            error={fault("optOutException.nationalLaw", optOutLaw)}
            onChange={(next) => change({ optOutLaw: next })}
          />
          <TextInput
            label="Justification"
            rows={2}
            value={optOutJustification}
            error={fault("optOutException.justification", optOutJustification)}
            onChange={(next) => change({ optOutJustification: next })}
          />
        </div>
      </details>
    </FormStep>
  );
}
