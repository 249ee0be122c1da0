/**
 * The same range in `bins` bins, by cutting each bin evenly (the first ones once more where it does not come out even): codes of one table need as many bins
 * each. `edges` with at most so many bins.
 */
export function splitBins(edges: readonly number[], bins: number): readonly number[] {
  const own = edges.length - 1;
  return edges.flatMap((edge, i) => {
    if (i === own) return [edge];
    const parts = Math.floor(bins / own) + Number(i < bins % own);
    return Array.from({ length: parts }, (_, part) => edge + ((edges[i + 1]! - edge) * part) / parts);
  });
}
