import type { MixedColumn } from "../../math/mixedTable.ts";

/** Of a target with more than two levels, as many of the commonest are predicted. */
const MAX_LEVELS = 5;

/**
 * Which levels of a class target are told from the rest. With two levels in the real records, one: `positive`, or the last of the two in the
 * list where none is given (lists mostly name absence first). With more, the up to five commonest in the holdout, commonest first, ties in the
 * list's order. With fewer, none. Throws RangeError for a positive level that is not in the list.
 */
export function levelsToPredict(
  holdout: MixedColumn & { kind: "category" },
  training: MixedColumn & { kind: "category" },
  positive?: string,
): number[] {
  const { levels } = holdout;
  const given = positive === undefined ? null : levels.indexOf(positive);
  if (given === -1) throw new RangeError(`${positive} is no level of ${holdout.name}`);
  const counts = new Int32Array(levels.length);
  for (const code of holdout.codes) counts[code]!++;
  const learnt = new Set(training.codes);
  const present = Array.from(levels.keys()).filter((level) => counts[level]! > 0 || learnt.has(level));
  if (present.length < 2) return [];
  if (present.length === 2) return [given ?? present[1]!];
  return present.sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, MAX_LEVELS);
}
