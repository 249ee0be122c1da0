import type { ReactNode } from "react";
import { Field } from "./Field.tsx";

/** A labelled choice of one JSON file; `onFile` gets it, and nothing where none was chosen. */
export function JsonFileField({
  label,
  hint,
  onFile,
}: {
  label: string;
  hint?: ReactNode;
  onFile: (file: File | undefined) => void;
}) {
  return (
    <Field label={label} hint={hint}>
      {(field) => (
        <input
          {...field}
          className="input"
          type="file"
          accept="application/json,.json"
          onChange={(event) => onFile(event.target.files?.[0])}
        />
      )}
    </Field>
  );
}
