import type { SynthCells, SynthSchema } from "@symbolon/protocol";
import { SymbolonError } from "@symbolon/protocol";
import type { FineColumn, FineDomain } from "./fineDomain.ts";

const MOST_CELLS = 4_194_304;

/** A rule as a table: allowed[cell] = 1 where the fine levels of `columns` may meet (row-major, last column fastest). */
export type CompiledRule = { readonly columns: readonly number[]; readonly allowed: Uint8Array };

/** low + gap <= high in units, where both are there: a declared inequality or one that follows from several. */
export type CompiledOrder = { readonly low: number; readonly high: number; readonly gap: number };

/**
 * A schema's constraints over its fine domain. `orders` is closed under chains (a <= b, b <= c gives a <= c), which is what makes
 * checking pairs enough to make a whole chain possible. Throws E1006 for a rule over more than 2^22 combinations of levels.
 */
export function compileConstraints(
  schema: SynthSchema,
  domain: FineDomain,
): { readonly rules: readonly CompiledRule[]; readonly orders: readonly CompiledOrder[] } {
  const index = new Map(domain.columns.map((column, i) => [column.name, i]));
  const at = (name: string) => index.get(name)!;
  const rules: CompiledRule[] = [];
  for (const constraint of schema.constraints) {
    if (constraint.kind === "implies") {
      const columns = [at(constraint.if.column), at(constraint.must.column)];
      const condition = levelSet(domain.columns[columns[0]!]!, constraint.if);
      const consequence = levelSet(domain.columns[columns[1]!]!, constraint.must);
      rules.push(tabulate(domain, columns, ([a, b]) => condition[a!] === 0 || consequence[b!] === 1));
    } else if (constraint.kind === "zeros" || constraint.kind === "functional") {
      const names = constraint.kind === "zeros" ? constraint.columns : constraint.from;
      const listed =
        constraint.kind === "zeros" ? constraint.combinations : constraint.table.map(({ from }) => from);
      const columns = names.map(at);
      const keys = new Set(
        listed.map((row) => row.map((text, i) => levelOf(domain.columns[columns[i]!]!, text)).join(" ")),
      );
      const whenListed = constraint.kind === "functional";
      rules.push(tabulate(domain, columns, (levels) => keys.has(levels.join(" ")) === whenListed));
    }
  }
  return { rules, orders: closeOrders(schema, at) };
}

/** set[level] = 1 for the fine levels that `cells` names. */
export function levelSet(column: FineColumn, cells: SynthCells): Uint8Array {
  const set = new Uint8Array(column.size);
  if ("level" in cells) set[levelOf(column, cells.level)] = 1;
  else if ("levels" in cells) for (const level of cells.levels) set[levelOf(column, level)] = 1;
  else if ("missing" in cells) {
    set.fill(cells.missing ? 0 : 1);
    if (column.missing) set[0] = cells.missing ? 1 : 0;
  } else if (column.kind === "number") {
    const first = column.missing ? 1 : 0;
    for (let bin = 0; bin + 1 < column.cuts.length; bin++) {
      // Both bounds are cuts of the grid, so the bin's least value tells for the whole bin.
      const least = column.cuts[bin]! / column.scale;
      const inside = least >= (cells.from ?? -Infinity) && least < (cells.below ?? Infinity);
      set[bin + first] = inside ? 1 : 0;
    }
  }
  return set;
}

function levelOf(column: FineColumn, text: string | null): number {
  if (text === null) return 0;
  return column.kind === "categorical" ? column.labels.indexOf(text) : -1;
}

function tabulate(
  domain: FineDomain,
  columns: readonly number[],
  allows: (levels: readonly number[]) => boolean,
): CompiledRule {
  const shape = columns.map((column) => domain.sizes[column]!);
  const cells = shape.reduce((product, size) => product * size, 1);
  if (cells > MOST_CELLS) {
    const names = columns.map((column) => domain.columns[column]!.name).join(", ");
    throw new SymbolonError("E1006", {
      document: "schema",
      reason: `a constraint on ${names} spans ${cells} combinations of levels, more than ${MOST_CELLS}`,
    });
  }
  const allowed = new Uint8Array(cells);
  const levels = shape.map(() => 0);
  for (let cell = 0; cell < cells; cell++) {
    allowed[cell] = allows(levels) ? 1 : 0;
    for (let i = levels.length - 1; i >= 0; i--) {
      if (++levels[i]! < shape[i]!) break;
      levels[i] = 0;
    }
  }
  return { columns, allowed };
}

/** All pairs that a path of inequalities joins, with the most strict steps on any path (Floyd-Warshall; no circles). */
function closeOrders(schema: SynthSchema, at: (name: string) => number): CompiledOrder[] {
  const gaps = new Map<string, CompiledOrder>();
  const add = (order: CompiledOrder) => {
    const key = `${order.low} ${order.high}`;
    if ((gaps.get(key)?.gap ?? -1) < order.gap) gaps.set(key, order);
  };
  for (const constraint of schema.constraints) {
    if (constraint.kind !== "inequality") continue;
    add({ low: at(constraint.low), high: at(constraint.high), gap: constraint.strict ? 1 : 0 });
  }
  for (const middle of new Set([...gaps.values()].map(({ high }) => high))) {
    for (const a of [...gaps.values()]) {
      if (a.high !== middle) continue;
      for (const b of [...gaps.values()])
        if (b.low === middle) add({ low: a.low, high: b.high, gap: a.gap + b.gap });
    }
  }
  return [...gaps.values()].sort((a, b) => a.low - b.low || a.high - b.high);
}
