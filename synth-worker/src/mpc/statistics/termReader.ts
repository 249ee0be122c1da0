import type { StatisticTerm } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { levelReader } from "./levelReader.ts";
import { numberReader } from "./numberReader.ts";

/** A term's name in results. */
export function termName(term: StatisticTerm): string {
  return "level" in term ? `${term.column}=${term.level}` : term.column;
}

/** What a term is shifted and divided by, so that it lies in [-1, 1]: the middle and the half width of its public range. */
export function termScale(term: StatisticTerm): { readonly middle: number; readonly half: number } {
  return "level" in term
    ? { middle: 0, half: 1 }
    : { middle: (term.min + term.max) / 2, half: (term.max - term.min) / 2 };
}

/**
 * A row's scaled value: 1 or 0 for a level, a number within [-1, 1], one outside its range as the nearer end; NaN when it is missing. Throws
 * RangeError for columns and levels that are not there.
 */
export function termReader(table: MixedTable, term: StatisticTerm): (row: number) => number {
  if ("level" in term) return levelReader(table, term);
  const numberAt = numberReader(table, term.column);
  const { middle, half } = termScale(term);
  return (row) => Math.max(-1, Math.min(1, (numberAt(row) - middle) / half));
}
