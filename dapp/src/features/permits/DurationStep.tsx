import { ApplicantClass, isPublicBody } from "@symbolon/protocol";
import { TextInput } from "../../ui/TextInput.tsx";
import { FormStep } from "../purchase/FormStep.tsx";
import type { StepProps } from "./stepProps.ts";

/** For how long the data are needed (Art. 67(2)(h)); public bodies may ask for recurring access instead (67(5)). */
export function DurationStep({ number, draft, change, fault }: StepProps) {
  const { isRecurring, months, periodJustification, recurringFrom, recurringUntil, frequency } = draft;
  const mayRecur = isPublicBody(ApplicantClass.parse(draft.applicantClass));
  return (
    <FormStep number={number} title="Duration" error={fault("period")}>
      {mayRecur || isRecurring ? (
        <label className="check">
          <input
            type="checkbox"
            checked={isRecurring}
            onChange={(event) => change({ isRecurring: event.target.checked })}
          />
          Recurring access, instead of one period
        </label>
      ) : null}
      {isRecurring ? (
        <div className="facts facts--form">
          <TextInput
            label="First day"
            type="date"
            value={recurringFrom}
            error={fault("period.from", recurringFrom)}
            onChange={(next) => change({ recurringFrom: next })}
          />
          <TextInput
            label="Last day"
            type="date"
            value={recurringUntil}
            error={fault("period.until", recurringUntil)}
            onChange={(next) => change({ recurringUntil: next })}
          />
          <TextInput
            label="How often"
            value={frequency}
            error={fault("period.frequency", frequency)}
            onChange={(next) => change({ frequency: next })}
          />
        </div>
      ) : (
        <>
          <TextInput
            label="Months"
            hint="At most 120."
            inputMode="numeric"
            value={months}
            error={fault("period.months", months)}
            onChange={(next) => change({ months: next.trim() })}
          />
          <TextInput
            label="Why that long"
            rows={2}
            value={periodJustification}
            error={fault("period.justification", periodJustification)}
            onChange={(next) => change({ periodJustification: next })}
          />
        </>
      )}
    </FormStep>
  );
}
