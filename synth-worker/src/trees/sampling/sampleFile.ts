import type { MixedColumn } from "../../math/mixedTable.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { residualColumn } from "../coding/residualColumn.ts";
import type { FittedStep, TreesModel } from "../model/treesModel.ts";
import type { CompiledRules } from "../rules/compileRules.ts";
import { derivable } from "../rules/derivable.ts";
import { alignMoments } from "./alignMoments.ts";
import { assignDonors } from "./assignDonors.ts";
import { type CellWriter, cellWriter } from "./cellWriter.ts";
import { momentFeatures } from "./momentFeatures.ts";
import { type RowCells, repairRows } from "./repairRows.ts";

/** Products with survival residuals count this much more than others: they are what hazard ratios are made of. */
const RESIDUAL_WEIGHT = 10;

/** Rows; those with alive[row] = 0 break a rule that no donor could keep. */
export type Draft = { readonly columns: readonly MixedColumn[]; readonly alive: Uint8Array };

export type SampleOptions = CompiledRules & {
  readonly rows: number;
  readonly seed: Uint8Array;
  readonly donorCap: number;
};

/**
 * Draws rows column by column. Every step has its own stream, so what happens in one never shifts another. No training record gives one column
 * more than donorCap x ceil(rows / donors) cells of the file.
 */
export function sampleFile(
  model: TreesModel,
  { rows, seed, donorCap, rules, derived }: SampleOptions,
): Draft {
  const { table, binners } = model.coded;
  const draft = table.columns.map((column) => emptyColumn(column, rows));
  const bins: Uint8Array[] = [];
  const alive = new Uint8Array(rows).fill(1);
  const isThere = new Uint8Array(rows).fill(1);
  const drawn = new Set(unmodelled(model, derived));
  const context: { real: Float32Array[]; made: Float32Array[]; weights: number[] } = {
    real: [],
    made: [],
    weights: [],
  };
  const learn = (place: number, training: MixedColumn, synthetic: MixedColumn, weight: number) => {
    bins[place] = binners[place]!.code(synthetic);
    const features = momentFeatures(training);
    context.real.push(...features.of(training));
    context.made.push(...features.of(synthetic));
    for (let i = 0; i < features.count; i++) context.weights.push(weight);
  };

  model.steps.forEach((fitted, index) => {
    const { step, trees } = fitted;
    const stream = fastStream(keystream(seed, `trees ${index}`));
    const wanted = Int32Array.from(alive.keys()).filter(
      (row) => alive[row] === 1 && (step.kind !== "number" || isThere[row] === 1),
    );
    const cap = donorCap * Math.max(1, Math.ceil(wanted.length / Math.max(1, donorCount(trees))));
    const assignment = assignDonors(fitted, bins, wanted, cap, table.rows, stream);
    alignMoments(ownFeatures(fitted, model), context, likeRecords(fitted, model), assignment, stream);
    const write = cellWriter(fitted, model, draft, isThere, drawn);
    const { donorOf, treeOf, leafOf } = assignment;
    assignment.rows.forEach((row, i) => {
      write(row, donorOf[i]!, treeOf[i]!, leafOf[i]!, stream.nextUint32() / 4294967296);
    });
    // The number itself comes in the next step.
    if (step.kind === "missing") return;
    if (step.kind === "number") isThere.fill(1);

    const done = step.kind === "survival" ? [step.column, step.event] : [step.column];
    for (const column of done) drawn.add(column);
    const following = derivable(derived, drawn);
    for (const { column } of following) drawn.add(column);
    const fresh = [...done, ...following.map(({ column }) => column)];
    const closing = rules.filter(
      ({ columns }) =>
        columns.every((column) => drawn.has(column)) && columns.some((column) => fresh.includes(column)),
    );
    const follow = (row: number) => {
      for (const { fill } of following) fill(draft, row);
    };
    for (let row = 0; row < rows; row++) follow(row);
    if (closing.length > 0) {
      const cells = rowCells(draft, fresh);
      const obeys = (row: number) => closing.every((rule) => rule.obeys(draft, row));
      const writeOne: CellWriter = (row, ...donor) => {
        write(row, ...donor);
        follow(row);
      };
      repairRows(trees, assignment, { ...cells, obeys, write: writeOne }, alive, stream);
      // A missing number may be what breaks the rule; such a row has no donor to exchange.
      for (let row = 0; row < rows; row++) if (alive[row] === 1 && !obeys(row)) alive[row] = 0;
    }
    for (const column of done) learn(column, table.columns[column]!, draft[column]!, 1);
    if (step.kind === "survival") {
      const pair = model.survival.findIndex(({ time }) => time === step.column);
      const { time, event, residualsOf } = model.survival[pair]!;
      learn(
        table.columns.length + pair,
        residualColumn(residualsOf(table.columns[time]!, table.columns[event]!)),
        residualColumn(residualsOf(draft[time]!, draft[event]!)),
        RESIDUAL_WEIGHT,
      );
    }
  });
  return { columns: draft, alive };
}

/** Columns that stay empty: no step draws them and they follow from nothing. */
function unmodelled({ coded, steps }: TreesModel, derived: CompiledRules["derived"]): number[] {
  const filled = new Set([
    ...steps.flatMap(({ step }) => (step.kind === "survival" ? [step.column, step.event] : [step.column])),
    ...derived.map(({ column }) => column),
  ]);
  return [...coded.table.columns.keys()].filter((column) => !filled.has(column));
}

function emptyColumn(column: MixedColumn, rows: number): MixedColumn {
  return column.kind === "number"
    ? { ...column, values: new Float64Array(rows).fill(Number.NaN) }
    : { ...column, codes: new Int32Array(rows).fill(-1) };
}

/** Records that a step's trees draw from: one tree's, else those of the first two halves. */
function donorCount(trees: FittedStep["trees"]): number {
  return trees.slice(0, 2).reduce((sum, { tree }) => sum + tree.records.length, 0);
}

/** The records whose moments a step is held to. */
function likeRecords({ step }: FittedStep, { coded, within }: TreesModel): Int32Array {
  return step.kind === "number" ? within.filter((record) => coded.bins[step.column]![record]! > 0) : within;
}

/** Features of what a step draws, over the training records; of a survival pair its time and event. */
function ownFeatures({ step }: FittedStep, { coded }: TreesModel): readonly Float32Array[] {
  const column = coded.table.columns[step.column]!;
  if (step.kind === "missing") return [Float32Array.from(coded.bins[step.column]!, (bin) => Number(bin > 0))];
  const own = momentFeatures(column).of(column);
  if (step.kind !== "survival") return own;
  const event = coded.table.columns[step.event]!;
  return [...own, ...momentFeatures(event).of(event)];
}

/** Reading and restoring the cells of the given columns in one row. */
function rowCells(
  draft: readonly MixedColumn[],
  columns: readonly number[],
): Pick<RowCells, "read" | "restore"> {
  return {
    read: (row) =>
      columns.map((c) => {
        const column = draft[c]!;
        return column.kind === "number" ? column.values[row]! : column.codes[row]!;
      }),
    restore: (row, cells) =>
      columns.forEach((c, i) => {
        const column = draft[c]!;
        if (column.kind === "number") column.values[row] = cells[i]!;
        else column.codes[row] = cells[i]!;
      }),
  };
}
