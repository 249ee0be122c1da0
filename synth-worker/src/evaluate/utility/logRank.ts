import { chiSquareTail } from "../../math/chiSquareTail.ts";
import { factorSemidefinite } from "../../math/factorSemidefinite.ts";
import { orderByTime } from "../../math/orderByTime.ts";

/** The test's statistic, its degrees of freedom and p value, and each group's events as seen and as expected under equal survival. */
export type LogRank = {
  readonly statistic: number;
  readonly degrees: number;
  readonly p: number;
  readonly observed: Float64Array;
  readonly expected: Float64Array;
};

/**
 * The log-rank test that the groups share one survival curve (Mantel 1966; Peto and Peto 1972), with hypergeometric variances.
 * groups[i] in [0, count) is record i's group. Groups that tell nothing (no records, or never at risk together with others) do not count as
 * degrees of freedom; where nothing can be told p is 1. Throws RangeError for a group out of range and as orderByTime.
 */
export function logRank(
  times: Float64Array,
  events: Uint8Array,
  groups: ArrayLike<number>,
  count: number,
): LogRank {
  const order = orderByTime(times, events);
  const n = order.length;
  if (groups.length !== n) throw new RangeError(`${n} times with ${groups.length} groups`);
  const atRisk = new Float64Array(count);
  for (let i = 0; i < n; i++) {
    if (!(groups[i]! >= 0 && groups[i]! < count)) throw new RangeError(`there is no group ${groups[i]}`);
    atRisk[groups[i]!]!++;
  }
  const observed = new Float64Array(count);
  const expected = new Float64Array(count);
  const variance = new Float64Array(count * count);
  for (let start = 0; start < n; ) {
    const time = times[order[start]!]!;
    let end = start;
    let seen = 0;
    for (; end < n && times[order[end]!] === time; end++) {
      const record = order[end]!;
      seen += events[record]!;
      observed[groups[record]!]! += events[record]!;
    }
    const left = n - start;
    if (seen > 0) {
      const spread = left > 1 ? (seen * (left - seen)) / (left - 1) : 0;
      for (let a = 0; a < count; a++) {
        const share = atRisk[a]! / left;
        expected[a]! += seen * share;
        for (let b = 0; b <= a; b++)
          variance[a * count + b]! += spread * share * (Number(a === b) - atRisk[b]! / left);
      }
    }
    for (; start < end; start++) atRisk[groups[order[start]!]!]!--;
  }
  const gaps = observed.map((each, group) => each - expected[group]!);
  const { dependent, solve } = factorSemidefinite(variance, count);
  const statistic = Math.max(
    0,
    solve(gaps).reduce((sum, each, group) => sum + each * gaps[group]!, 0),
  );
  const degrees = dependent.reduce((kept, each) => kept - each, count);
  return { statistic, degrees, p: degrees === 0 ? 1 : chiSquareTail(statistic, degrees), observed, expected };
}
