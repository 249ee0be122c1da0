import type { Column } from "@symbolon/protocol";

/** Variables to tick, under one heading; `most` ticked at a time, then the others rest. */
export function ColumnChecks({
  legend,
  columns,
  chosen,
  most = Number.POSITIVE_INFINITY,
  onChange,
}: {
  legend: string;
  columns: readonly Pick<Column, "name" | "label">[];
  chosen: readonly string[];
  most?: number;
  onChange: (chosen: readonly string[]) => void;
}) {
  return (
    <fieldset className="stack stack--tight" aria-label={legend}>
      <p className="field__label">{legend}</p>
      <div className="row">
        {columns.map(({ name, label }) => {
          const isChosen = chosen.includes(name);
          return (
            <label className="check" key={name}>
              <input
                type="checkbox"
                checked={isChosen}
                disabled={!isChosen && chosen.length >= most}
                onChange={() =>
                  onChange(isChosen ? chosen.filter((other) => other !== name) : [...chosen, name])
                }
              />
              {label}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
