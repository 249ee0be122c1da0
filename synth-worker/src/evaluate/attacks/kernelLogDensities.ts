import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog } from "../../math/deterministicLog.ts";
import type { Nearest } from "../neighbours/nearest.ts";

/**
 * The log of a Gaussian kernel density estimate at every query record, up to a constant that depends on its bandwidth alone: ln of the sum of
 * exp(-distance^2 / (2 bandwidth^2)) over its nearest records, less ln of the file's size. `bandwidths` has one per query record. Summed
 * relative to the nearest record, so it is finite however far that one is.
 * Throws RangeError when the file has no record or a bandwidth is not positive.
 */
export function kernelLogDensities(
  nearest: Nearest,
  fileRows: number,
  bandwidths: Float64Array,
): Float64Array {
  if (fileRows < 1 || !bandwidths.every((bandwidth) => bandwidth > 0))
    throw new RangeError("a density needs records and bandwidths");
  const { k, distances } = nearest;
  const logRows = deterministicLog(fileRows);
  return bandwidths.map((bandwidth, query) => {
    const perSquare = -1 / (2 * bandwidth * bandwidth);
    const first = distances[query * k]!;
    const top = first * first * perSquare;
    let sum = 1;
    for (let i = query * k + 1; i < (query + 1) * k; i++)
      sum += deterministicExp(distances[i]! * distances[i]! * perSquare - top);
    return top + deterministicLog(sum) - logRows;
  });
}
