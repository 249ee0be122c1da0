import type { DatasetSchema } from "@symbolon/protocol";
import { Field } from "../../ui/Field.tsx";
import { WorkloadEditor } from "./WorkloadEditor.tsx";
import { type DraftTables, NAMED_SETS } from "./workloadOf.ts";

/**
 * Which tables of several variables matter: those around one variable, and any that the buyer names. `isMeasured`: they are what is measured; else
 * they are preferred where the engine chooses. `most`: variables of one table, two where an order measures pairs only.
 */
export function TablesField({
  schema,
  tables,
  isMeasured,
  defaultLabel,
  most = 3,
  onChange,
}: {
  schema: DatasetSchema;
  tables: DraftTables;
  isMeasured: boolean;
  defaultLabel: string;
  most?: 2 | 3;
  onChange: (change: Partial<DraftTables>) => void;
}) {
  return (
    <>
      <Field
        label={isMeasured ? "Tables to measure" : "Relations to prefer"}
        hint={
          isMeasured
            ? "Beside every single variable. The fewer tables share the privacy budget, the sharper each of them is."
            : "Every single variable is measured. Of the others, preferred ones count double when a table is chosen."
        }
      >
        {(field) => (
          <select
            {...field}
            className="input"
            value={tables.outcome}
            onChange={(event) => onChange({ outcome: event.target.value })}
          >
            <option value="">{defaultLabel}</option>
            {isMeasured ? <option value={NAMED_SETS}>Only the ones I name below</option> : null}
            {schema.columns.map(({ name, label }) => (
              <option key={name} value={name}>
                What goes with {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <WorkloadEditor
        schema={schema}
        sets={tables.sets}
        most={most}
        onChange={(sets) => onChange({ sets })}
      />
    </>
  );
}
