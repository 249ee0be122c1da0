import { Field } from "../../ui/Field.tsx";
import { FormStep } from "./FormStep.tsx";

/** The buyer's data permit, asked only for datasets of the EHDS lane. */
export function PermitStep({
  number,
  permitId,
  error,
  onChange,
}: {
  number: number;
  permitId: string;
  error?: string | undefined;
  onChange: (permitId: string) => void;
}) {
  return (
    <FormStep number={number} title="Data permit" error={error}>
      <Field
        label="Number of your permit"
        hint="A health data access body issued it to the account you order with. It must name these datasets and this purpose."
      >
        {(field) => (
          <input
            {...field}
            className="input"
            inputMode="numeric"
            value={permitId}
            onChange={(event) => onChange(event.target.value.trim())}
          />
        )}
      </Field>
    </FormStep>
  );
}
