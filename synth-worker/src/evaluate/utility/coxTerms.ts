import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import { isMissing } from "./isMissing.ts";

/** One covariate: a number as it is (`level` null), or whether a category has a level. */
export type CoxTerm = { readonly name: string; readonly column: number; readonly level: number | null };

const MAX_LEVELS = 10;
/** Records with a missing covariate are left out, so a column that is missing too often would cost more than it tells. */
const MAX_MISSING = 0.2;

/**
 * Covariates by a public rule, from the real records alone: columns in their order, `without` left out, are taken while their terms fit into
 * `most`; one whose terms do not fit is passed over. A number is one term; a category of two to ten levels is one per level that occurs, but
 * for its commonest (the first in the list of equals), which the others are compared with. Columns that are constant or missing in more than
 * 20 % of records are passed over.
 */
export function coxTerms(table: MixedTable, without: readonly string[], most: number): CoxTerm[] {
  const terms: CoxTerm[] = [];
  table.columns.forEach((column, c) => {
    if (without.includes(column.name)) return;
    const present = Int32Array.from({ length: table.rows }, (_, row) => row).filter(
      (row) => !isMissing(column, row),
    );
    if (present.length === 0 || present.length < (1 - MAX_MISSING) * table.rows) return;
    const levels = column.kind === "number" ? numberTerm(column, present) : categoryTerms(column, present);
    if (terms.length + levels.length > most) return;
    for (const level of levels) {
      const name =
        column.kind === "number" || level === null ? column.name : `${column.name}: ${column.levels[level]}`;
      terms.push({ name, column: c, level });
    }
  });
  return terms;
}

function numberTerm({ values }: MixedColumn & { kind: "number" }, present: Int32Array): null[] {
  return present.some((row) => values[row] !== values[present[0]!]) ? [null] : [];
}

function categoryTerms({ levels, codes }: MixedColumn & { kind: "category" }, present: Int32Array): number[] {
  if (levels.length > MAX_LEVELS) return [];
  const counts = new Int32Array(levels.length);
  for (const row of present) counts[codes[row]!]!++;
  const commonest = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  return Array.from(levels.keys()).filter((level) => level !== commonest && counts[level]! > 0);
}
