/** What a membership attack on a file found, with 95 % limits. */
export type AttackFigures = {
  readonly auc: { readonly value: number; readonly low: number; readonly high: number };
  readonly tprAt1PercentFpr: { readonly value: number; readonly low: number; readonly high: number };
};

/** The worst figures over the seeds of one leaf size. */
export type LeafTrial = {
  readonly leaf: number;
  readonly aucHigh: number;
  readonly tprAt1PercentFpr: number;
  readonly passed: boolean;
};

/** A leaf size that withstood the attack, or none; `tried` in the order of trial, ending at the first that passed. */
export type LeafCalibration =
  | { readonly kind: "calibrated"; readonly leaf: number; readonly tried: readonly LeafTrial[] }
  | { readonly kind: "refused"; readonly tried: readonly LeafTrial[] };

/** The upper 95 % limit of the attack's AUC, and the share of members found at 1 % false positives, may be this at most. */
const MOST_AUC = 0.55;
const MOST_TPR = 0.03;

/**
 * Tries leaf sizes in ascending order and ends at the first whose files withstand: `attacks` makes the files of a leaf and attacks each. Sizes that
 * `records` training records are too few for (two leaves) count as not passed. Throws RangeError without leaves.
 */
export function tryLeaves(
  records: number,
  leaves: readonly number[],
  attacks: (leaf: number) => readonly AttackFigures[],
): LeafCalibration {
  if (leaves.length === 0) throw new RangeError("nothing to try");
  const tried: LeafTrial[] = [];
  for (const leaf of [...leaves].sort((a, b) => a - b)) {
    if (records < 2 * leaf) continue;
    const found = attacks(leaf);
    const aucHigh = Math.max(...found.map(({ auc }) => auc.high));
    const tprAt1PercentFpr = Math.max(...found.map((figures) => figures.tprAt1PercentFpr.value));
    const passed = aucHigh <= MOST_AUC && tprAt1PercentFpr <= MOST_TPR;
    tried.push({ leaf, aucHigh, tprAt1PercentFpr, passed });
    if (passed) return { kind: "calibrated", leaf, tried };
  }
  return { kind: "refused", tried };
}
