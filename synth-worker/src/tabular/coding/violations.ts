import type { SynthCells, SynthSchema } from "@symbolon/protocol";
import type { ValueColumn } from "./valueColumn.ts";

/** Rows of a decoded table that break something it promises; all must be 0. */
export type Violations = {
  readonly total: number;
  /** Per constraint of the schema, in its order. */
  readonly constraints: readonly number[];
  /** Cells outside a code book or range, or empty where nothing may be missing. */
  readonly cells: number;
};

/**
 * Counts the rows that break each constraint and the cells the schema does not know, from the values alone: it shares no code with the
 * compiled constraints, so it can find their mistakes. `columns` is what a decoder's block gives.
 */
export function violations(schema: SynthSchema, columns: readonly ValueColumn[]): Violations {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const rows = columns[0] === undefined ? 0 : length(columns[0]);
  const count = (broken: (row: number) => boolean) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) if (broken(row)) sum++;
    return sum;
  };
  const at = (name: string) => {
    const column = byName.get(name);
    if (column === undefined) throw new RangeError(`the table has no column ${name}`);
    return column;
  };
  const constraints = schema.constraints.map((constraint) => {
    if (constraint.kind === "inequality") {
      const [low, high] = [at(constraint.low), at(constraint.high)];
      return count((row) => {
        const [a, b] = [numberAt(low, row), numberAt(high, row)];
        return constraint.strict ? a >= b : a > b;
      });
    }
    if (constraint.kind === "implies") {
      const [condition, consequence] = [constraint.if, constraint.must];
      const [from, to] = [at(condition.column), at(consequence.column)];
      return count((row) => isIn(from, row, condition) && !isIn(to, row, consequence));
    }
    if (constraint.kind === "zeros") {
      const named = constraint.columns.map(at);
      const zeros = new Set(constraint.combinations.map((levels) => JSON.stringify(levels)));
      return count((row) => zeros.has(JSON.stringify(named.map((column) => textAt(column, row)))));
    }
    const from = constraint.from.map(at);
    const to = at(constraint.to);
    const table = new Map(constraint.table.map((row) => [JSON.stringify(row.from), row.to]));
    return count((row) => {
      const answer = table.get(JSON.stringify(from.map((column) => textAt(column, row))));
      if (answer === undefined) return true;
      const found = textAt(to, row);
      return to.kind === "number" && answer !== null ? Number(answer) !== Number(found) : answer !== found;
    });
  });
  const cells = columns.reduce((sum, column) => sum + count(isUnknown(schema, column)), 0);
  return { total: constraints.reduce((sum, each) => sum + each, cells), constraints, cells };
}

/** Whether a row's cell is one the schema does not know. Labels are judged once, since many rows share them. */
function isUnknown(schema: SynthSchema, column: ValueColumn): (row: number) => boolean {
  const declared = schema.columns.find(({ name }) => name === column.name);
  if (column.kind === "categorical") {
    const unknown = column.labels.map((text) => {
      if (declared?.kind !== "categorical") return true;
      if (text === null) return !declared.missing;
      return !declared.levels.includes(text) && !(declared.open && text === declared.other);
    });
    return (row) => unknown[column.codes[row]!] ?? true;
  }
  if (declared?.kind !== "number") return () => true;
  const { min, max, integer, missing } = declared;
  return (row) => {
    const value = column.values[row]!;
    if (Number.isNaN(value)) return !missing;
    return !(value >= min && value <= max && (!integer || Number.isInteger(value)));
  };
}

function isIn(column: ValueColumn, row: number, cells: SynthCells): boolean {
  const text = textAt(column, row);
  if ("level" in cells) return text === cells.level;
  if ("levels" in cells) return cells.levels.includes(text);
  if ("missing" in cells) return (text === null) === cells.missing;
  return (
    text !== null && Number(text) >= (cells.from ?? -Infinity) && Number(text) < (cells.below ?? Infinity)
  );
}

function length(column: ValueColumn): number {
  return column.kind === "categorical" ? column.codes.length : column.values.length;
}

function numberAt(column: ValueColumn, row: number): number {
  return column.kind === "number" ? column.values[row]! : Number.NaN;
}

function textAt(column: ValueColumn, row: number): string | null {
  if (column.kind === "categorical") return column.labels[column.codes[row]!] ?? null;
  const value = column.values[row]!;
  return Number.isNaN(value) ? null : String(value);
}
