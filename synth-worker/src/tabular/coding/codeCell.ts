import type { FineColumn } from "./fineDomain.ts";

/**
 * A decimal number as files write it: at most 40 digits on either side of the point and a two-digit exponent, so that no database's
 * own cast can overflow. Not nan, inf, hexadecimal or digit separators. POSIX, RE2 and Java read it alike.
 */
export const NUMBER_PATTERN = "^[+-]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,2})?$";
const number = new RegExp(NUMBER_PATTERN);

/** Why a cell has no fine level: E1008 empty, E1003 not a number, E1002 unknown level. */
export type CellFault = "E1008" | "E1003" | "E1002";

/**
 * The fine level of one cell's text, or why it has none. Spaces around it do not count. Empty is the missing level where the column
 * has one. A number belongs to the last bin that starts at or below it; numbers outside the public range belong to the first or last
 * bin. A value outside an open code book is its `other` level. SQL coding (data/codedColumns.ts) follows this to the letter.
 */
export function codeCell(column: FineColumn, text: string): number | CellFault {
  const cell = text.replace(/^ +| +$/g, "");
  if (cell === "") return column.missing ? 0 : "E1008";
  if (column.kind === "categorical") {
    const level = column.labels.indexOf(cell);
    if (level >= 0) return level;
    return column.other >= 0 ? column.other : "E1002";
  }
  if (!number.test(cell)) return "E1003";
  return codeNumber(column, Number(cell));
}

/** The fine level of a number that is there: the last bin starting at or below x, by bisection. */
export function codeNumber(
  column: { readonly missing: boolean; readonly scale: number; readonly cuts: Float64Array },
  x: number,
): number {
  const { cuts, scale } = column;
  let low = 0;
  let high = cuts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x >= cuts[middle]! / scale) low = middle;
    else high = middle;
  }
  return low + (column.missing ? 1 : 0);
}
