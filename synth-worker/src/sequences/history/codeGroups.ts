import type { MixedColumn } from "../../math/mixedTable.ts";

/** Codes that have a count of their own in a patient's row; all others share one. */
const MOST_GROUPS = 12;

/** groupOf[level]: the group of a code in which its rows are counted; the most frequent codes have their own. One group for a table without codes. */
export type CodeGroups = {
  readonly count: number;
  readonly groupOf: Int32Array;
  readonly names: readonly string[];
};

/** Groups of a code column, see CodeGroups; a missing code counts as the last group. */
export function codeGroups(table: string, code: MixedColumn | null): CodeGroups {
  if (code === null || code.kind === "number")
    return { count: 1, groupOf: new Int32Array(0), names: [`rows of ${table}`] };
  const counts = new Float64Array(code.levels.length);
  for (const level of code.codes) if (level >= 0) counts[level]!++;
  const hasMissing = code.codes.some((level) => level < 0);
  const own =
    hasMissing || counts.length > MOST_GROUPS + 1 ? Math.min(MOST_GROUPS, counts.length) : counts.length;
  const order = Array.from(counts.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
  const groupOf = new Int32Array(counts.length).fill(own);
  order.slice(0, own).forEach((level, group) => {
    groupOf[level] = group;
  });
  const names = order.slice(0, own).map((level) => `rows of ${table}: ${code.levels[level]}`);
  const isShared = hasMissing || own < counts.length;
  return {
    count: own + Number(isShared),
    groupOf,
    names: isShared ? [...names, `rows of ${table}: others`] : names,
  };
}
