import type { ReactNode } from "react";
import { Field } from "./Field.tsx";

/** A labelled choice from a list; `empty` is the text of "nothing chosen", left out where something always is. */
export function SelectInput({
  label,
  value,
  options,
  onChange,
  empty,
  hint,
  error,
}: {
  label: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  onChange: (value: string) => void;
  empty?: string;
  hint?: ReactNode;
  error?: string | undefined;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(field) => (
        <select {...field} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {empty === undefined ? null : <option value="">{empty}</option>}
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
