import type { ReactNode } from "react";
import { Field } from "./Field.tsx";

/** A labelled line or, with `rows`, block of text. */
export function TextInput({
  label,
  value,
  onChange,
  hint,
  error,
  rows,
  type = "text",
  inputMode,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  error?: string | undefined;
  rows?: number;
  type?: "text" | "date" | "url";
  inputMode?: "numeric" | "decimal";
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(field) =>
        rows === undefined ? (
          <input
            {...field}
            className="input"
            type={type}
            inputMode={inputMode}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <textarea
            {...field}
            className="input"
            rows={rows}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
