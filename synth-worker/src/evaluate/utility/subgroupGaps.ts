import type { EvaluationReport } from "@symbolon/protocol";
import type { EncodedTable } from "../../math/encodedTable.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import { areaUnderRoc } from "../areaUnderRoc.ts";
import { decileCoder } from "../fidelity/decileCoder.ts";
import { marginalError } from "../marginalError.ts";
import type { HoldoutScores } from "./classTasks.ts";
import { columnPlace } from "./columnPlace.ts";

type Subgroup = EvaluationReport["utility"]["subgroups"][number];

/** Columns with more levels make no subgroups. */
const MAX_LEVELS = 6;
/** Below this many holdout records nothing is said about a subgroup. */
const MIN_RECORDS = 50;
/** A ROC area stands on at least so many records of either class. */
const MIN_CLASS = 10;

/**
 * How the synthetic file does in parts of the population: a row for every level of every category of at most six levels (and for "missing"
 * where enough holdout records lack the value), columns in `without` left out. `tvd` is the mean total variation distance of the other
 * columns, coarsened by decileCoder on the whole holdout, between holdout and synthetic records of the level; 1 when there are no synthetic
 * ones. `auroc` and `realAuroc` are those of `scores` (null: there are none) on the level's holdout records, null for the levels of `target`
 * and below 10 records of either class. A level of fewer than 50 holdout records has nulls only. Throws RangeError for no such target.
 */
export function subgroupGaps(
  { synthetic, holdout }: { readonly synthetic: MixedTable; readonly holdout: MixedTable },
  scores: HoldoutScores | null,
  { target, without = [] }: { readonly target?: string | undefined; readonly without?: readonly string[] },
): Subgroup[] {
  const targetPlace = target === undefined ? -1 : columnPlace(holdout, target);
  const coder = decileCoder(holdout);
  const real = coder.code(holdout);
  const made = coder.code(synthetic);
  const shown = holdout.columns.flatMap(({ name }, c) => (without.includes(name) ? [] : [c]));
  return shown.flatMap((c) => {
    const column = holdout.columns[c]!;
    const twin = synthetic.columns[c]!;
    if (column.kind !== "category" || twin.kind !== "category" || column.levels.length > MAX_LEVELS)
      return [];
    const others = shown.filter((other) => other !== c).map((other) => [other]);
    const lacking = column.codes.reduce((sum, code) => sum + Number(code < 0), 0);
    const codes = [...column.levels.keys(), ...(lacking >= MIN_RECORDS ? [-1] : [])];
    return codes.map((code): Subgroup => {
      const level = column.levels[code] ?? "missing";
      const rows = rowsOf(column.codes, code);
      if (rows.length < MIN_RECORDS)
        return { column: column.name, level, records: null, tvd: null, auroc: null, realAuroc: null };
      const twins = rowsOf(twin.codes, code);
      const gap = (): number => marginalError(cut(real, rows), cut(made, twins), others) / 2;
      const area = (logOdds: Float64Array): number | null =>
        scores === null || c === targetPlace ? null : areaWithin(scores, logOdds, column.codes, code);
      return {
        column: column.name,
        level,
        records: rows.length - (rows.length % 10),
        tvd: others.length === 0 ? null : twins.length === 0 ? 1 : gap(),
        auroc: scores === null ? null : area(scores.synthetic),
        realAuroc: scores === null ? null : area(scores.real),
      };
    });
  });
}

function rowsOf(codes: Int32Array, code: number): Int32Array {
  return Int32Array.from(codes.keys()).filter((row) => codes[row] === code);
}

function cut(table: EncodedTable, rows: Int32Array): EncodedTable {
  const columns = table.columns.map((levels) => Uint8Array.from(rows, (row) => levels[row]!));
  return { sizes: table.sizes, rows: rows.length, columns };
}

function areaWithin(
  { rows, positive }: HoldoutScores,
  logOdds: Float64Array,
  codes: Int32Array,
  code: number,
): number | null {
  const [negatives, positives] = [0, 1].map((label) =>
    logOdds.filter((_, i) => positive[i] === label && codes[rows[i]!] === code),
  );
  if (positives!.length < MIN_CLASS || negatives!.length < MIN_CLASS) return null;
  return areaUnderRoc(positives!, negatives!).value;
}
