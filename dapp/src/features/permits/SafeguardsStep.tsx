import { TextInput } from "../../ui/TextInput.tsx";
import { FormStep } from "../purchase/FormStep.tsx";
import type { StepProps } from "./stepProps.ts";

/** Safeguards (Art. 67(2)(g)) and, towards a permit, what the secure environment needs (67(2)(i)). */
export function SafeguardsStep({ number, draft, change, fault }: StepProps) {
  const isPermit = draft.lane === "permit";
  return (
    <FormStep number={number} title={isPermit ? "Safeguards and environment" : "Safeguards"}>
      <TextInput
        label="Safeguards against misuse and re-identification"
        rows={3}
        value={draft.safeguards}
        error={fault("safeguards", draft.safeguards)}
        onChange={(next) => change({ safeguards: next })}
      />
      {isPermit ? (
        <div className="facts facts--form">
          <TextInput
            label="Tools you need"
            value={draft.tools}
            error={fault("environment.tools", draft.tools)}
            onChange={(next) => change({ tools: next })}
          />
          <TextInput
            label="Computing resources you need"
            value={draft.computing}
            error={fault("environment.computing", draft.computing)}
            onChange={(next) => change({ computing: next })}
          />
        </div>
      ) : null}
    </FormStep>
  );
}
