import type { MixedColumn } from "../math/mixedTable.ts";
import { categoryColumns } from "./categoryColumns.ts";
import { cellFault } from "./cellFault.ts";
import { type ColumnDraft, MAX_LEVELS } from "./columnDraft.ts";
import { numberColumns } from "./numberColumns.ts";

/** At most this many different numbers are codes, not measurements; as few texts that all differ may be levels by chance. */
const MOST_CODES = 10;

/**
 * What a column is when nobody says: numbers when every cell of all files that is not empty is one and the first real file has more than
 * 10 different ones, otherwise categories; or, as text, why it cannot be compared. A synthetic file cannot
 * escape comparison: E1003 when another file has text in what the first holds as numbers, too many to be compared as categories.
 */
export function inferredColumns(draft: ColumnDraft): MixedColumn[] | string {
  const { parts } = draft;
  const numeric = parts.every(({ firstText }) => firstText === null);
  if (numeric && differentValues(parts[0]!.values) > MOST_CODES) return numberColumns(draft);
  const real = parts.filter((part) => part.real);
  if (real.some(({ beyond }) => beyond)) {
    const odd = parts.find((part) => part.firstText !== null);
    if (odd === undefined || odd === parts[0]) return `more than ${MAX_LEVELS} levels`;
    throw cellFault("E1003", { file: odd.source.file, column: draft.name, ...odd.firstText! });
  }
  const { filled, levelsSoFar, firstText } = parts[0]!;
  if (firstText !== null && filled > MOST_CODES && levelsSoFar === filled) return "every value differs";
  return categoryColumns(draft, numeric);
}

/** Different values, missing ones aside; counts no further than one more than MOST_CODES. */
function differentValues(values: Float64Array): number {
  const seen = new Set<number>();
  for (const value of values) {
    if (!Number.isNaN(value)) seen.add(value);
    if (seen.size > MOST_CODES) break;
  }
  return seen.size;
}
