import type { EncodedTable } from "../../math/encodedTable.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { keystream } from "../../random/keystream.ts";
import { areaUnderRoc } from "../areaUnderRoc.ts";
import type { Interval } from "../interval.ts";
import { gradientBoostedTrees } from "../learners/gradientBoostedTrees.ts";
import { evenRows } from "../neighbours/evenRows.ts";
import { equalCountCodes } from "./equalCountCodes.ts";

/** Below this AUC synthetic records lie too close to real ones: twins in different folds mislead the classifier. */
const COPYING_AUC = 0.48;
/** Folds are drawn from this public seed, so that everybody draws the same. */
const FOLD_SEED = new Uint8Array(32);

/** How well a classifier tells synthetic from real records: .5 not at all, 1 always; well below .5 only when copies confuse it. */
export type TwoSampleResult = { readonly auc: Interval; readonly copyingAlarm: boolean };

/**
 * Classifier two-sample test (Lopez-Paz and Oquab, ICLR 2017): the cross-validated AUC of gradient-boosted trees (scikit-learn's HistGB
 * defaults) for real against synthetic, out-of-fold scores pooled, with DeLong's 95 % limits (which take the scores as independent, as they
 * nearly are). Both groups are cut to the size of the smaller, and to `maxRows`, by evenly spaced records; folds are stratified.
 * `copyingAlarm` when the AUC is below .48 and its interval below .5 (so that chance in a small table raises none): a synthetic record whose
 * real twin is in the other folds is taken for real, and the other way round (synth.md 2.5, finding 2). Copies are found only when `real` are
 * the records they were made from; any second real sample gives about .5.
 * Throws RangeError for fewer than two folds or fewer than two records per fold and group.
 */
export function classifierTwoSample(
  real: MixedTable,
  synthetic: MixedTable,
  { folds = 5, maxRows = 20_000 }: { readonly folds?: number; readonly maxRows?: number } = {},
): TwoSampleResult {
  const rows = Math.min(real.rows, synthetic.rows, maxRows);
  if (!Number.isInteger(folds) || folds < 2 || rows < 2 * folds)
    throw new RangeError(`${rows} records per group cannot be parted into ${folds} folds`);
  const [codedReal, codedSynthetic] = equalCountCodes(
    [real, synthetic].map((table) => pickRecords(table, evenRows(table.rows, rows))),
  );
  const foldOf = drawFolds(rows, folds);
  const realScores = new Float64Array(rows);
  const syntheticScores = new Float64Array(rows);
  for (let fold = 0; fold < folds; fold++) {
    const inside = foldOf.real.map((each) => Number(each === fold));
    const insideSynthetic = foldOf.synthetic.map((each) => Number(each === fold));
    const rest = stack(pick(codedReal!, inside, 0), pick(codedSynthetic!, insideSynthetic, 0));
    const positive = new Uint8Array(rest.rows).fill(1, rest.rows - countOf(insideSynthetic, 0));
    const { score } = gradientBoostedTrees({ features: rest, positive });
    scatter(score(pick(codedReal!, inside, 1)), inside, realScores);
    scatter(score(pick(codedSynthetic!, insideSynthetic, 1)), insideSynthetic, syntheticScores);
  }
  const auc = areaUnderRoc(syntheticScores, realScores);
  return { auc, copyingAlarm: auc.value < COPYING_AUC && auc.high < 0.5 };
}

/** A fold per record: each group in random order is dealt out like cards. */
function drawFolds(rows: number, folds: number): { real: Uint8Array; synthetic: Uint8Array } {
  const { nextBelow } = keystream(FOLD_SEED, "c2st folds");
  const deal = (): Uint8Array => {
    const dealt = Uint8Array.from({ length: rows }, (_, row) => row % folds);
    for (let last = rows - 1; last > 0; last--) {
      const other = nextBelow(last + 1);
      [dealt[last], dealt[other]] = [dealt[other]!, dealt[last]!];
    }
    return dealt;
  };
  return { real: deal(), synthetic: deal() };
}

function countOf(flags: Uint8Array, wanted: number): number {
  let count = 0;
  for (const flag of flags) if (flag === wanted) count++;
  return count;
}

/** The records whose flag is as wanted. */
function pick(table: EncodedTable, flags: Uint8Array, wanted: number): EncodedTable {
  const columns = table.columns.map((codes) => codes.filter((_, row) => flags[row] === wanted));
  return { sizes: table.sizes, rows: countOf(flags, wanted), columns };
}

function stack(upper: EncodedTable, lower: EncodedTable): EncodedTable {
  const rows = upper.rows + lower.rows;
  const columns = upper.columns.map((codes, c) => {
    const all = new Int32Array(rows);
    all.set(codes);
    all.set(lower.columns[c]!, upper.rows);
    return all;
  });
  return { sizes: upper.sizes, rows, columns };
}

/** Puts the scores of flagged records where they belong. */
function scatter(scores: Float64Array, flags: Uint8Array, into: Float64Array): void {
  let next = 0;
  for (let row = 0; row < flags.length; row++) if (flags[row] === 1) into[row] = scores[next++]!;
}
