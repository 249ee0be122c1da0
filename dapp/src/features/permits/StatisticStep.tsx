import { TextInput } from "../../ui/TextInput.tsx";
import { FormStep } from "../purchase/FormStep.tsx";
import type { StepProps } from "./stepProps.ts";

/** What is to be counted (Art. 69(2)(d)) and on which lawful basis (69(2)(f)). */
export function StatisticStep({ number, draft, change, fault }: StepProps) {
  return (
    <FormStep number={number} title="Statistic">
      <TextInput
        label="What is to be counted, by what"
        hint="The answer is a table of counts. Small ones are suppressed."
        rows={3}
        value={draft.statisticalContent}
        error={fault("statisticalContent", draft.statisticalContent)}
        onChange={(next) => change({ statisticalContent: next })}
      />
      <TextInput
        label="Lawful basis under Art. 6(1) GDPR"
        rows={2}
        value={draft.lawfulBasis}
        error={fault("lawfulBasis", draft.lawfulBasis)}
        onChange={(next) => change({ lawfulBasis: next })}
      />
    </FormStep>
  );
}
