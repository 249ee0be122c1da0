import { formatNumber } from "../../format/formatNumber.ts";
import { Field } from "../../ui/Field.tsx";
import { FormStep } from "./FormStep.tsx";
import type { OrderKind } from "./orderKind.ts";

const PRESETS = [1_000, 3_000, 10_000, 100_000] as const;

/**
 * How many synthetic records. For a private file the number costs no privacy, since rows are drawn from the finished model; money only where
 * a row has a price.
 */
export function RowsStep({
  number,
  rows,
  kind,
  isPricedByRow,
  error,
  onChange,
}: {
  number: number;
  rows: number;
  kind: OrderKind;
  isPricedByRow: boolean;
  error?: string | undefined;
  onChange: (rows: number) => void;
}) {
  return (
    <FormStep number={number} title="Synthetic records" error={error}>
      <div className="row">
        {PRESETS.map((preset) => (
          <label className="choice choice--chip" key={preset}>
            <input type="radio" name="rows" checked={rows === preset} onChange={() => onChange(preset)} />
            <span className="choice__title number">{formatNumber(preset)}</span>
          </label>
        ))}
      </div>
      <Field
        label="Number of records"
        hint={`${isPricedByRow ? "A price per record is added to the bill." : "Any number costs the same."} ${
          kind !== "high-fidelity"
            ? "Records are drawn from a finished model: more of them tell nothing more about patients."
            : "The more records, the more a high-fidelity file may tell about patients."
        }`}
      >
        {(field) => (
          <input
            {...field}
            className="input"
            type="number"
            inputMode="numeric"
            min={1}
            max={1_000_000}
            step={1}
            value={Number.isNaN(rows) ? "" : rows}
            onChange={(event) => onChange(event.target.valueAsNumber)}
          />
        )}
      </Field>
    </FormStep>
  );
}
