import type { MixedColumn } from "../../math/mixedTable.ts";
import type { FittedStep, TreesModel } from "../model/treesModel.ts";
import { frequentValues } from "./frequentValues.ts";
import { lowerBound } from "./lowerBound.ts";
import { makeSmoother, type Smoother } from "./makeSmoother.ts";

/** Numbers that equal another column's in more than this share of records are held to that equality. */
const TIE_SHARE = 0.05;

/** Writes a donor's cells into a row; the leaf is that of tree `tree`, `unit` in [0, 1) moves a number, null leaves it as it is. */
export type CellWriter = (
  row: number,
  donor: number,
  tree: number,
  leaf: number,
  unit: number | null,
) => void;

/**
 * How the cells of a step are written. A number that, in its donor, equals a number drawn before takes the row's own such number: times that end
 * together keep ending together. All other numbers are moved within their leaf (makeSmoother). `drawn`: columns that are complete.
 */
export function cellWriter(
  { step, trees }: FittedStep,
  model: TreesModel,
  draft: readonly MixedColumn[],
  isThere: Uint8Array,
  drawn: ReadonlySet<number>,
): CellWriter {
  const { table, bins } = model.coded;
  const source = table.columns[step.column]!;
  const target = draft[step.column]!;
  if (step.kind === "missing")
    return (row, donor) => {
      isThere[row] = Number(bins[step.column]![donor]! > 0);
    };
  if (source.kind === "category" || target.kind === "category") {
    if (source.kind !== target.kind) throw new RangeError(`column ${source.name} changes its kind`);
    return copyLevel(source, target);
  }
  const frequent = frequentValues(source.values, model.leaf);
  const ties = [...drawn].flatMap((column) => {
    const [real, made] = [table.columns[column]!, draft[column]!];
    return real.kind === "number" && made.kind === "number" && isTied(source.values, real.values, frequent)
      ? [{ real: real.values, made: made.values }]
      : [];
  });
  const copyEvent =
    step.kind === "survival" ? copyLevel(table.columns[step.event]!, draft[step.event]!) : () => {};
  const smoothers = trees.map(() => new Map<number, Smoother>());
  return (row, donor, tree, leaf, unit) => {
    copyEvent(row, donor);
    const value = source.values[donor]!;
    const tie = ties.find(({ real, made }) => real[donor] === value && !Number.isNaN(made[row]!));
    if (tie !== undefined) target.values[row] = tie.made[row]!;
    else if (unit === null || Number.isNaN(value)) target.values[row] = value;
    else {
      let smoother = smoothers[tree]!.get(leaf);
      if (smoother === undefined) {
        const { records, start, end } = trees[tree]!.tree;
        const cells = Float64Array.from(records.subarray(start[leaf]!, end[leaf]!), (r) => source.values[r]!);
        smoother = makeSmoother(
          cells.filter((cell) => !Number.isNaN(cell)),
          frequent,
          source.decimals,
        );
        smoothers[tree]!.set(leaf, smoother);
      }
      target.values[row] = smoother(value, unit);
    }
  };
}

function copyLevel(source: MixedColumn, target: MixedColumn): (row: number, donor: number) => void {
  if (source.kind !== "category" || target.kind !== "category")
    throw new RangeError(`column ${source.name} holds no levels`);
  return (row, donor) => {
    target.codes[row] = source.codes[donor]!;
  };
}

function isTied(values: Float64Array, others: Float64Array, frequent: Float64Array): boolean {
  let both = 0;
  let same = 0;
  values.forEach((value, record) => {
    if (Number.isNaN(value) || Number.isNaN(others[record]!)) return;
    both++;
    if (value === others[record] && frequent[lowerBound(frequent, value)] !== value) same++;
  });
  return same > TIE_SHARE * both;
}
