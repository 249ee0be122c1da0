import { PROHIBITED_USES } from "@symbolon/protocol";
import { Field } from "../../ui/Field.tsx";
import { FormStep } from "./FormStep.tsx";

/** The buyer's data permit, asked only for datasets of the EHDS lane, and what the order's signature states under it. */
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
      <section className="stack stack--tight small" aria-label="What you state by ordering">
        <p className="soft">
          By ordering you state, with your signature, that you use the result for none of these (Art. 54):
        </p>
        <ul className="plain-list">
          {PROHIBITED_USES.map(({ point, code, label }) => (
            <li key={code}>
              {label} <span className="quiet">({point})</span>
            </li>
          ))}
        </ul>
      </section>
    </FormStep>
  );
}
