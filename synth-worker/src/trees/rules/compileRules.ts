import type { SynthConstraint } from "@symbolon/protocol";
import type { MixedColumn } from "../../math/mixedTable.ts";
import { cellsTest } from "./cellsTest.ts";
import { cellText } from "./cellText.ts";
import type { DerivedColumn, Rule } from "./rule.ts";

/** Constraints as tests on rows, and the columns that functional ones fill. */
export type CompiledRules = { readonly rules: readonly Rule[]; readonly derived: readonly DerivedColumn[] };

/**
 * A schema's constraints over the columns of a table (SynthSchema of @symbolon/protocol says what each means). A functional constraint becomes a
 * derived column and the rule that its `from` cells are in the table. Throws RangeError for a column that is not there, an inequality of
 * levels, or a table value that the derived column does not have.
 */
export function compileRules(
  columns: readonly MixedColumn[],
  constraints: readonly SynthConstraint[],
): CompiledRules {
  const at = (name: string): number => {
    const place = columns.findIndex((column) => column.name === name);
    if (place < 0) throw new RangeError(`a constraint names column ${name}, which is not there`);
    return place;
  };
  const derived: DerivedColumn[] = [];
  const rules = constraints.map((constraint): Rule => {
    if (constraint.kind === "inequality") {
      const [low, high] = [at(constraint.low), at(constraint.high)];
      for (const place of [low, high])
        if (columns[place]!.kind !== "number")
          throw new RangeError(`column ${columns[place]!.name} has no order`);
      return {
        columns: [low, high],
        obeys: (cells, row) => {
          const [a, b] = [numberAt(cells[low]!, row), numberAt(cells[high]!, row)];
          // A comparison with a missing number is false, so it breaks nothing.
          return !(constraint.strict ? a >= b : a > b);
        },
      };
    }
    if (constraint.kind === "implies") {
      const [cause, effect] = [at(constraint.if.column), at(constraint.must.column)];
      const isCause = cellsTest(columns[cause]!, constraint.if);
      const isEffect = cellsTest(columns[effect]!, constraint.must);
      return {
        columns: [cause, effect],
        obeys: (cells, row) => !isCause(cells[cause]!, row) || isEffect(cells[effect]!, row),
      };
    }
    const isFunctional = constraint.kind === "functional";
    const places = (isFunctional ? constraint.from : constraint.columns).map(at);
    const listed = isFunctional ? constraint.table.map(({ from }) => from) : constraint.combinations;
    const keys = new Set(listed.map((texts) => JSON.stringify(texts)));
    const keyOf = (cells: readonly MixedColumn[], row: number) =>
      JSON.stringify(places.map((place) => cellText(cells[place]!, row)));
    if (isFunctional) {
      const to = at(constraint.to);
      const answers = new Map(
        constraint.table.map((line) => [JSON.stringify(line.from), cellOf(columns[to]!, line.to)]),
      );
      derived.push({
        column: to,
        from: places,
        fill: (cells, row) => {
          const target = cells[to]!;
          const answer = answers.get(keyOf(cells, row));
          if (target.kind === "number") target.values[row] = answer ?? Number.NaN;
          else target.codes[row] = answer ?? -1;
        },
      });
    }
    return { columns: places, obeys: (cells, row) => keys.has(keyOf(cells, row)) === isFunctional };
  });
  return { rules, derived };
}

function numberAt(column: MixedColumn, row: number): number {
  return column.kind === "number" ? column.values[row]! : Number.NaN;
}

/** A table's answer as a cell: a code or a number. */
function cellOf(column: MixedColumn, text: string | null): number {
  if (column.kind === "number") return text === null ? Number.NaN : Number(text);
  if (text === null) return -1;
  const code = column.levels.indexOf(text);
  if (code < 0) throw new RangeError(`column ${column.name} has no level ${text}`);
  return code;
}
