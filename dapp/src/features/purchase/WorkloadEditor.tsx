import type { DatasetSchema } from "@symbolon/protocol";
import { useState } from "react";
import { Button } from "../../ui/Button.tsx";

/** Sets of two (or `most`) variables whose joint table matters to the buyer: a list, and a line to add one. */
export function WorkloadEditor({
  schema,
  sets,
  most,
  onChange,
}: {
  schema: DatasetSchema;
  sets: readonly (readonly string[])[];
  most: 2 | 3;
  onChange: (sets: readonly (readonly string[])[]) => void;
}) {
  const [line, setLine] = useState<readonly string[]>([]);
  const labelOf = (name: string) => schema.columns.find((column) => column.name === name)?.label ?? name;
  const chosen = line.filter((name) => name !== "");
  const keyOf = (set: readonly string[]) => [...set].sort().join(" ");
  const isKnown = sets.some((set) => keyOf(set) === keyOf(chosen));
  const isWhole = chosen.length >= 2 && new Set(chosen).size === chosen.length && !isKnown;
  const places = most === 2 ? ["first", "second"] : ["first", "second", "third (if any)"];
  return (
    <details open={sets.length > 0}>
      <summary>Name tables one by one</summary>
      <div className="stack stack--tight">
        {sets.length === 0 ? null : (
          <ul className="stack stack--tight" aria-label="Named tables">
            {sets.map((set) => (
              <li className="row row--between" key={keyOf(set)}>
                <span>{set.map(labelOf).join(" × ")}</span>
                <Button
                  look="quiet"
                  isSmall
                  aria-label={`Remove the table ${set.map(labelOf).join(" by ")}`}
                  onClick={() => onChange(sets.filter((other) => other !== set))}
                >
                  Remove
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div className="cohort-line">
          {places.map((place, i) => (
            <select
              key={place}
              className="input"
              aria-label={`Table's ${place} variable`}
              value={line[i] ?? ""}
              onChange={(event) =>
                setLine(places.map((_, j) => (j === i ? event.target.value : (line[j] ?? ""))))
              }
            >
              <option value="">{i < 2 ? "Variable" : "No third"}</option>
              {schema.columns.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </select>
          ))}
          <Button
            isSmall
            disabled={!isWhole}
            onClick={() => {
              onChange([...sets, chosen]);
              setLine([]);
            }}
          >
            Add table
          </Button>
        </div>
      </div>
    </details>
  );
}
