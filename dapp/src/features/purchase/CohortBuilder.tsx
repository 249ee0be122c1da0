import type { DatasetSchema } from "@symbolon/protocol";
import { Button } from "../../ui/Button.tsx";
import { type DraftCondition, operatorsOf } from "./contents.ts";

/** Lines of "variable, relation, value" that every record of the file must meet. */
export function CohortBuilder({
  schema,
  cohort,
  onChange,
}: {
  schema: DatasetSchema;
  cohort: readonly DraftCondition[];
  onChange: (cohort: readonly DraftCondition[]) => void;
}) {
  // A column of two bins or more has an inner edge, and every column of levels has two.
  const columns = schema.columns.filter((column) => operatorsOf(column)[0]!.values.length > 0);
  const startAt = (name: string): DraftCondition => {
    const column = columns.find((candidate) => candidate.name === name) ?? columns[0]!;
    const [first] = operatorsOf(column);
    return { column: column.name, operator: first!.operator, value: first!.values[0]! };
  };
  const put = (index: number, line: DraftCondition) =>
    onChange(cohort.map((earlier, i) => (i === index ? line : earlier)));
  if (columns.length === 0) return null;
  return (
    <div className="stack stack--tight">
      {cohort.map((line, index) => {
        const operators = operatorsOf(columns.find(({ name }) => name === line.column)!);
        const { values } = operators.find(({ operator }) => operator === line.operator)!;
        const nth = index + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own and may be equal
          <div className="cohort-line" key={index}>
            <select
              className="input"
              aria-label={`Variable of condition ${nth}`}
              value={line.column}
              onChange={(event) => put(index, startAt(event.target.value))}
            >
              {columns.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </select>
            <select
              className="input"
              aria-label={`Relation of condition ${nth}`}
              value={line.operator}
              onChange={(event) => {
                const { operator } = operators.find((each) => each.operator === event.target.value)!;
                put(index, { ...line, operator });
              }}
            >
              {operators.map(({ operator, label }) => (
                <option key={operator} value={operator}>
                  {label}
                </option>
              ))}
            </select>
            <select
              className="input"
              aria-label={`Value of condition ${nth}`}
              value={line.value}
              onChange={(event) => put(index, { ...line, value: event.target.value })}
            >
              {values.map((value) => (
                <option key={value} value={value}>
                  {value}
                </option>
              ))}
            </select>
            <Button
              look="quiet"
              isSmall
              aria-label={`Remove condition ${nth}`}
              onClick={() => onChange(cohort.filter((_, i) => i !== index))}
            >
              Remove
            </Button>
          </div>
        );
      })}
      <div>
        <Button isSmall onClick={() => onChange([...cohort, startAt("")])}>
          Add a condition
        </Button>
      </div>
    </div>
  );
}
