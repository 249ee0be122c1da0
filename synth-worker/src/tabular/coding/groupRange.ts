import type { FineColumn } from "./fineDomain.ts";

/** The whole units a coarse level of a number spans, both ends included; null for the missing level. */
export type UnitRange = { readonly least: number; readonly most: number } | null;

/**
 * Range of each coarse level of a number column that an inequality names. Throws RangeError where a coarse level joins the missing
 * level with bins or bins that are not neighbours: its values could not be settled by range.
 */
export function groupRange(column: FineColumn, map: Uint16Array | null): UnitRange[] {
  if (column.kind !== "number") throw new RangeError(`${column.name} is not a number`);
  const first = column.missing ? 1 : 0;
  const ranges: UnitRange[] = [];
  for (let level = 0; level < column.size; level++) {
    const group = map?.[level] ?? level;
    const known = ranges[group];
    const missing = level < first;
    const bin = level - first;
    if (known === undefined) {
      ranges[group] = missing ? null : { least: column.cuts[bin]!, most: column.cuts[bin + 1]! - 1 };
    } else if (missing || known === null || known.most !== column.cuts[bin]! - 1) {
      throw new RangeError(
        `a coarse level of ${column.name}, which an inequality names, joins levels that are not neighbours`,
      );
    } else ranges[group] = { least: known.least, most: column.cuts[bin + 1]! - 1 };
  }
  return ranges;
}
