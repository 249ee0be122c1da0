import type { EvaluationReport } from "@symbolon/protocol";

type Bars = EvaluationReport["fidelity"]["columns"][number]["bars"];

/**
 * Shares of records per bin of two coded columns; the bins "other" and "missing", the last two of a category and the last of a number, are shown only
 * where some record of either file is in them. Throws RangeError for a column without cells.
 */
export function barsOf(
  labels: readonly string[],
  kind: "number" | "category",
  real: ArrayLike<number>,
  synthetic: ArrayLike<number>,
): Bars {
  const realShares = sharesOf(real, labels.length);
  const syntheticShares = sharesOf(synthetic, labels.length);
  const plain = labels.length - (kind === "category" ? 2 : 1);
  const shown = Array.from(labels.keys()).filter(
    (bin) => bin < plain || realShares[bin]! > 0 || syntheticShares[bin]! > 0,
  );
  return {
    labels: shown.map((bin) => labels[bin]!),
    real: shown.map((bin) => realShares[bin]!),
    synthetic: shown.map((bin) => syntheticShares[bin]!),
  };
}

function sharesOf(codes: ArrayLike<number>, size: number): Float64Array {
  if (codes.length === 0) throw new RangeError("a column without cells has no shares");
  const counts = new Float64Array(size);
  for (let row = 0; row < codes.length; row++) counts[codes[row]!]!++;
  return counts.map((count) => count / codes.length);
}
