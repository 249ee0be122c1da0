import type { SynthCells, SynthConstraint } from "@symbolon/protocol";
import type { MixedTable } from "../math/mixedTable.ts";
import { codeTraining, fitModel } from "./model/fitModel.ts";
import type { SurvivalPair, TreesModel } from "./model/treesModel.ts";
import { planSteps } from "./plan/planSteps.ts";
import { cellsTest } from "./rules/cellsTest.ts";
import { compileRules } from "./rules/compileRules.ts";
import { derivable } from "./rules/derivable.ts";
import type { Rule } from "./rules/rule.ts";
import { keepRows } from "./sampling/keepRows.ts";
import { sampleFile } from "./sampling/sampleFile.ts";

const DEFAULT_LEAF = 50;
const DEFAULT_DONOR_CAP = 3;
/** Every attempt draws twice the spare rows of the one before. */
const ATTEMPTS = 6;

export type TreesOptions = {
  /** Training records in a leaf at least (default 50); calibrateLeaf finds the least that withstands the attack. */
  readonly leaf?: number;
  /** No training record gives a column more than this many times ceil(rows / donors) cells of a file (default 3, at least 2). */
  readonly donorCap?: number;
  /** Times with their events, the most important pair first; `level` is the event, every other level is censoring. */
  readonly survival?: readonly { readonly time: string; readonly event: string; readonly level: string }[];
  readonly constraints?: readonly SynthConstraint[];
};

export type TreesSynthesiser = {
  /** Holds training records: not to be published. */
  readonly model: TreesModel;
  /** Training records that broke a constraint and were left out. */
  readonly recordsLeftOut: number;
  /**
   * `rows` rows, the same for the same model, seed (32 bytes; product code takes them from the operating system) and `where`. With `where` all
   * rows meet every condition: the trees are grown again with the conditions' columns first, those from the records that meet all conditions, the
   * others from all records, so nothing is thrown away; exact for the conditions' columns up to leaf and smoothing, an approximation as
   * good as the trees for the others. Throws RangeError when fewer records than a leaf meet the conditions, since the rows
   * would be about those few, and when rules leave too few rows.
   */
  readonly sample: (rows: number, seed: Uint8Array, where?: readonly SynthCells[]) => MixedTable;
};

/**
 * The high-fidelity engine: sequential CART (Reiter 2005) on histogram trees with survival pairs, missing cells, constraints and conditions. NOT
 * differentially private: it promises nothing about a single person. What it gives away is measured by attack (calibrateLeaf), and no proof
 * stands behind that. Throws RangeError for columns or levels that are not there, or fewer records than two leaves.
 */
export function synthesiseTrees(training: MixedTable, options: TreesOptions = {}): TreesSynthesiser {
  const { leaf = DEFAULT_LEAF, donorCap = DEFAULT_DONOR_CAP, constraints = [] } = options;
  if (!Number.isInteger(leaf) || leaf < 2) throw new RangeError(`a leaf of ${leaf} records is none`);
  if (!Number.isInteger(donorCap) || donorCap < 2) throw new RangeError("the donor cap is a whole number from 2");
  const { rules, derived } = compileRules(training.columns, constraints);
  const kept = keepRows(training, (row) => rules.every((rule) => rule.obeys(training.columns, row)), training.rows);
  if (kept.rows < 2 * leaf)
    throw new RangeError(`${kept.rows} records are too few for leaves of ${leaf}`);
  const pairs = (options.survival ?? []).map((pair) => survivalPair(training, pair));
  const source = codeTraining(kept, pairs);
  const isDerived = new Set(derived.map(({ column }) => column));
  const everybody = Int32Array.from({ length: kept.rows }, (_, record) => record);
  const modelFor = (first: readonly number[], within: Int32Array): TreesModel => {
    const steps = planSteps(kept, pairs, first, isDerived);
    const isFirst = new Set(first.flatMap((column) => pairs.filter(({ time, event }) => time === column || event === column).flatMap(({ time, event }) => [time, event])).concat(first));
    const restricted = first.length === 0 ? 0 : steps.filter(({ column }) => isFirst.has(column)).length;
    return fitModel(source, steps, leaf, { restricted, within });
  };
  const model = modelFor([], everybody);
  void derivable;

  return {
    model,
    recordsLeftOut: training.rows - kept.rows,
    sample(rows, seed, where = []) {
      if (!Number.isInteger(rows) || rows < 0) throw new RangeError(`${rows} rows cannot be drawn`);
      const conditions = where.map((cells): Rule => {
        const column = training.columns.findIndex(({ name }) => name === cells.column);
        if (column < 0) throw new RangeError(`a condition names column ${cells.column}, which is not there`);
        const test = cellsTest(training.columns[column]!, cells);
        return { columns: [column], obeys: (columns, row) => test(columns[column]!, row) };
      });
      let used = model;
      if (conditions.length > 0) {
        const within = everybody.filter((record) => conditions.every((rule) => rule.obeys(kept.columns, record)));
        if (within.length < leaf)
          throw new RangeError(`fewer than ${leaf} training records meet the conditions`);
        const first = new Set(
          conditions.flatMap(({ columns: [column] }) => {
            const source = derived.find((each) => each.column === column);
            return source === undefined ? [column!] : source.from;
          }),
        );
        used = modelFor([...first], within);
      }
      const all = [...rules, ...conditions];
      let spare = all.length === 0 ? 0 : 64 + Math.ceil(rows / 50);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++, spare *= 2) {
        const draft = sampleFile(used, { rows: rows + spare, seed, donorCap, rules: all, derived });
        const file = keepRows({ rows: rows + spare, columns: draft.columns }, (row) => draft.alive[row] === 1, rows);
        if (file.rows === rows) return file;
      }
      throw new RangeError("the constraints and conditions leave too few rows");
    },
  };
}

function survivalPair(
  table: MixedTable,
  { time, event, level }: { readonly time: string; readonly event: string; readonly level: string },
): SurvivalPair {
  const at = (name: string) => table.columns.findIndex((column) => column.name === name);
  const [timeAt, eventAt] = [at(time), at(event)];
  const [timeColumn, eventColumn] = [table.columns[timeAt], table.columns[eventAt]];
  if (timeColumn?.kind !== "number" || eventColumn?.kind !== "category")
    throw new RangeError(`${time} and ${event} are no time and event of this table`);
  const eventCode = eventColumn.levels.indexOf(level);
  if (eventCode < 0) throw new RangeError(`column ${event} has no level ${level}`);
  return { time: timeAt, event: eventAt, eventCode };
}
