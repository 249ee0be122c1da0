import { formatNumber } from "../../format/formatNumber.ts";
import { Field } from "../../ui/Field.tsx";
import { FormStep } from "./FormStep.tsx";
import { orderedUnit } from "./orderedUnit.ts";
import type { OrderKind } from "./orderKind.ts";

/**
 * How many synthetic records, patients or images. For a private file the number costs no privacy, since rows are drawn from the finished model; money
 * only where a row has a price.
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
  const { name, presets, fewest, most, hint } = orderedUnit(kind);
  return (
    <FormStep number={number} title={`Synthetic ${name}`} error={error}>
      <div className="row">
        {presets.map((preset) => (
          <label className="choice choice--chip" key={preset}>
            <input type="radio" name="rows" checked={rows === preset} onChange={() => onChange(preset)} />
            <span className="choice__title number">{formatNumber(preset)}</span>
          </label>
        ))}
      </div>
      <Field
        label={`Number of ${name}`}
        hint={`${isPricedByRow ? `A price per ${name.slice(0, -1)} is added to the bill.` : "Any number costs the same."} ${hint}`}
      >
        {(field) => (
          <input
            {...field}
            className="input"
            type="number"
            inputMode="numeric"
            min={fewest}
            max={most}
            step={1}
            value={Number.isNaN(rows) ? "" : rows}
            onChange={(event) => onChange(event.target.valueAsNumber)}
          />
        )}
      </Field>
    </FormStep>
  );
}
