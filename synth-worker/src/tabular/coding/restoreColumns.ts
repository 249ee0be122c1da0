import type { SynthSchema } from "@symbolon/protocol";
import { POWER_OF_TEN } from "./powerOfTen.ts";
import type { ValueColumn } from "./valueColumn.ts";

/**
 * Adds the columns that functional dependencies determine and puts all in the schema's order. Throws RangeError for a combination that
 * is not in the table, which the masks forbid.
 */
export function restoreColumns(schema: SynthSchema, columns: readonly ValueColumn[]): ValueColumn[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  for (const constraint of schema.constraints) {
    if (constraint.kind !== "functional") continue;
    const sources = constraint.from.map((name) => codesOf(byName.get(name)!));
    const answers = [...new Set(constraint.table.map(({ to }) => to))];
    const place = new Map(constraint.table.map((row) => [JSON.stringify(row.from), answers.indexOf(row.to)]));
    const rows = sources[0]!.codes.length;
    const sizes = sources.map(({ labels }) => labels.length);
    const lookup = new Int32Array(sizes.reduce((product, size) => product * size, 1)).fill(-1);
    for (let cell = 0; cell < lookup.length; cell++) {
      let rest = cell;
      const key: (string | null)[] = [];
      for (let i = sizes.length - 1; i >= 0; i--) {
        key.unshift(sources[i]!.labels[rest % sizes[i]!]!);
        rest = Math.floor(rest / sizes[i]!);
      }
      lookup[cell] = place.get(JSON.stringify(key)) ?? -1;
    }
    const codes = new Uint16Array(rows);
    for (let row = 0; row < rows; row++) {
      let cell = 0;
      for (const [i, { codes: source }] of sources.entries()) cell = cell * sizes[i]! + source[row]!;
      if (lookup[cell]! < 0)
        throw new RangeError(`row ${row} has levels that ${constraint.to} cannot follow from`);
      codes[row] = lookup[cell]!;
    }
    byName.set(constraint.to, restored(schema, constraint.to, answers, codes));
  }
  return schema.columns.flatMap(({ name }) => byName.get(name) ?? []);
}

/** A column as codes and labels; of a number only whether it is missing can determine anything. */
function codesOf(column: ValueColumn): { labels: readonly (string | null)[]; codes: Uint16Array } {
  if (column.kind === "categorical") return column;
  return {
    labels: [null, ""],
    codes: Uint16Array.from(column.values, (value) => (Number.isNaN(value) ? 0 : 1)),
  };
}

function restored(
  schema: SynthSchema,
  name: string,
  answers: readonly (string | null)[],
  codes: Uint16Array,
): ValueColumn {
  const column = schema.columns.find((one) => one.name === name);
  if (column?.kind !== "number") return { name, kind: "categorical", labels: answers, codes };
  const values = answers.map((text) => (text === null ? Number.NaN : Number(text)));
  const decimals = POWER_OF_TEN.findIndex((scale) =>
    values.every((value) => !(Math.abs(value * scale - Math.floor(value * scale + 0.5)) > 1e-9)),
  );
  return {
    name,
    kind: "number",
    decimals: decimals < 0 ? 9 : decimals,
    values: Float64Array.from(codes, (code) => values[code]!),
  };
}
