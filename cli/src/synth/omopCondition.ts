import type { SynthCells } from "@symbolon/protocol";
import { usageError } from "./usageError.ts";

/** `COLUMN=LEVEL` or `COLUMN>=NUMBER`; a column may be a number of rows, such as `rows of visit_occurrence: others>=2`. Throws E1006 for anything else. */
export function omopCondition(text: string): SynthCells {
  const [, column, operator, value] = /^(.+?)(>=|=)(.+)$/.exec(text) ?? [];
  if (column === undefined || value === undefined)
    throw usageError("--where is COLUMN=LEVEL or COLUMN>=NUMBER");
  if (operator === "=") return { column, level: value };
  if (!Number.isFinite(Number(value))) throw usageError(`${value} is no number`);
  return { column, from: Number(value) };
}
