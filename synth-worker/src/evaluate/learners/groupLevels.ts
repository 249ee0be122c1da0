import type { EncodedTable } from "../../math/encodedTable.ts";

/** A column cut into `groups` runs of neighbouring levels: groupOf[level] is ascending from 0 without gaps. */
export type LevelGroups = { readonly groups: number; readonly groupOf: Uint8Array };

/**
 * Neighbouring levels of a column put together until there are at most `maxGroups` (at most 256): every group but the
 * last holds at least rows / maxGroups records. A column with few enough levels is left as it is.
 */
export function groupLevels(
  levels: EncodedTable["columns"][number],
  size: number,
  maxGroups: number,
): LevelGroups {
  if (size <= maxGroups) return { groups: size, groupOf: Uint8Array.from({ length: size }, (_, i) => i) };
  const counts = new Int32Array(size);
  for (const level of levels) counts[level]!++;
  const share = levels.length / maxGroups;
  const groupOf = new Uint8Array(size);
  let group = 0;
  let filled = 0;
  for (let level = 0; level < size; level++) {
    groupOf[level] = group;
    filled += counts[level]!;
    if (filled >= share && group < maxGroups - 1 && level < size - 1) {
      group++;
      filled = 0;
    }
  }
  return { groups: group + 1, groupOf };
}
