import { type DatasetSchema, SymbolonError, tableCells } from "@symbolon/protocol";
import { domainOf } from "../tabular/domain.ts";
import { candidates } from "../tabular/mechanisms/candidates.ts";
import type { JointMechanism } from "./jointOrder.ts";
import type { JointClique } from "./jointPlan.ts";

/** What a table inside a set that the order names weighs beside the 1 of all others. */
const NAMED_WEIGHT = 2;

/**
 * The tables that hospitals share: every column's, and those that may be measured: pairs and triples of at most `maxTableCells` cells (aim),
 * pairs (mst), or the workload's sets (fixed). Throws E1006 for a set that is not two or three different columns, repeats, or
 * is too large.
 */
export function planCliques(
  schema: Pick<DatasetSchema, "columns">,
  options: {
    readonly mechanism: JointMechanism;
    readonly workload: readonly (readonly string[])[];
    readonly maxTableCells: number;
  },
): JointClique[] {
  const { names, sizes } = domainOf(schema);
  const { mechanism, maxTableCells } = options;
  const named = options.workload.map((set) => columnsOf(names, set));
  if (new Set(named.map((set) => set.join())).size !== named.length) refuse("a set is named twice");
  const clique = (columns: readonly number[], weight: number): JointClique => ({
    columns,
    shape: columns.map((column) => sizes[column]!),
    cells: tableCells(sizes, columns),
    weight,
  });
  const wider =
    mechanism === "fixed"
      ? named
      : candidates(sizes, { ways: mechanism === "aim" ? 3 : 2, maxCells: maxTableCells }).map(
          ({ columns }) => columns,
        );
  const isNamed = (columns: readonly number[]) =>
    named.some((set) => columns.every((column) => set.includes(column)));
  const cliques = wider.map((columns) => clique(columns, isNamed(columns) ? NAMED_WEIGHT : 1));
  if (cliques.some(({ cells }) => cells > maxTableCells))
    refuse(`a set has more than ${maxTableCells} cells`);
  return [...sizes.map((_, column) => clique([column], 0)), ...cliques];
}

function columnsOf(names: readonly string[], set: readonly string[]): number[] {
  const columns = set.map((name) => names.indexOf(name)).sort((a, b) => a - b);
  if (columns.includes(-1)) refuse(`${set.join(" * ")}: not columns of the schema`);
  if (columns.length < 2 || columns.length > 3 || new Set(columns).size !== columns.length)
    refuse(`${set.join(" * ")}: not two or three columns`);
  return columns;
}

function refuse(reason: string): never {
  throw new SymbolonError("E1006", { document: "workload", reason });
}
