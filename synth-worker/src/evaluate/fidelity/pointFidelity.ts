import type { EvaluationReport } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { evenRows } from "../neighbours/evenRows.ts";
import { quantile } from "../quantile.ts";
import { alphaPrecisionBetaRecall } from "./alphaPrecisionBetaRecall.ts";
import { authenticity } from "./authenticity.ts";
import { type MixedPoints, mixedPoints } from "./mixedPoints.ts";
import { mmdRbf } from "./mmdRbf.ts";
import { prdc } from "./prdc.ts";
import { squaredDistances } from "./squaredDistances.ts";

/** The figures that look at whole records as points. */
export type PointFidelity = Pick<
  EvaluationReport["fidelity"],
  "alphaPrecision" | "betaRecall" | "authenticity" | "precision" | "recall" | "density" | "coverage" | "mmd"
>;

/** Records of the holdout and of the synthetic file, and of the training file for authenticity alone, which finds no copy of what it leaves out. */
const MAX_RECORDS = 2000;
const MAX_TRAINING = 20_000;
const NEIGHBOURS = 5;
/** Records between which the kernel's width is measured. */
const WIDTH_RECORDS = 200;

/**
 * Alpha-precision, beta-recall, PRDC and MMD against the holdout, authenticity against the training records, on evenly spaced records: 2,000 of
 * holdout and synthetic file, 20,000 training records. Holdout and synthetic file are cut to one size. The kernel's gamma is 1 / median squared
 * distance of holdout records (Gretton et al. 2012, section 8). Null where a figure needs more records than there are.
 */
export function pointFidelity(files: {
  readonly synthetic: MixedTable;
  readonly training: MixedTable;
  readonly holdout: MixedTable;
}): PointFidelity {
  const rows = Math.min(files.synthetic.rows, files.holdout.rows, MAX_RECORDS);
  const some = (table: MixedTable, most: number) => pickRecords(table, evenRows(table.rows, most));
  const [real, synthetic, training] = mixedPoints(files.holdout, [
    some(files.holdout, rows),
    some(files.synthetic, rows),
    some(files.training, MAX_TRAINING),
  ]) as [MixedPoints, MixedPoints, MixedPoints];
  const support = rows >= 2 ? alphaPrecisionBetaRecall(real, synthetic) : null;
  const manifold = rows > NEIGHBOURS ? prdc(real, synthetic, NEIGHBOURS) : null;
  return {
    alphaPrecision: support?.alphaPrecision ?? null,
    betaRecall: support?.betaRecall ?? null,
    authenticity: training.rows >= 2 && rows >= 1 ? authenticity(training, synthetic) : null,
    precision: manifold?.precision ?? null,
    recall: manifold?.recall ?? null,
    density: manifold?.density ?? null,
    coverage: manifold?.coverage ?? null,
    mmd: rows >= 2 ? mmdRbf(real, synthetic, 1 / medianSquare(real)) : null,
  };
}

/** The median squared distance of two different records, 1 when it is 0. */
function medianSquare(points: MixedPoints): number {
  const rows = evenRows(points.rows, WIDTH_RECORDS);
  const distances = new Float64Array(points.rows);
  const squares: number[] = [];
  rows.forEach((row, i) => {
    squaredDistances(points, row, points, distances);
    for (const other of rows.subarray(i + 1)) squares.push(distances[other]!);
  });
  return quantile(squares, 0.5) || 1;
}
