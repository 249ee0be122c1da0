import { formatNumber } from "../../format/formatNumber.ts";
import { Field } from "../../ui/Field.tsx";
import { FormStep } from "./FormStep.tsx";

const PRESETS = [1_000, 3_000, 10_000, 100_000] as const;

/** How many synthetic records; the number costs no privacy, since rows are drawn from the finished model, and money only where a row has a price. */
export function RowsStep({
  rows,
  isPricedByRow,
  error,
  onChange,
}: {
  rows: number;
  isPricedByRow: boolean;
  error?: string | undefined;
  onChange: (rows: number) => void;
}) {
  return (
    <FormStep number={2} title="Synthetic records" error={error}>
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
        hint={`${isPricedByRow ? "A price per record is added to the bill. More records tell" : "Any number costs the same: records are drawn from a finished model and tell"} nothing more about patients.`}
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
