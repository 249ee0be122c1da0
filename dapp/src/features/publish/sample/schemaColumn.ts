import type { DatasetSchema } from "@symbolon/protocol";
import { bandNames } from "./bandNames.ts";
import type { ColumnDraft } from "./columnDraft.ts";

/** Levels for empty cells and for texts that are no level. */
export const MISSING = "missing";
export const OTHER = "other";

/** The schema column of a draft. What is wrong with it is said by the schema's own validator. */
export function schemaColumn(draft: ColumnDraft): DatasetSchema["columns"][number] {
  const { name, label, kind, hasMissing, unit, scale } = draft;
  const about = draft.concept === undefined ? {} : { concept: draft.concept };
  const times = scale === 1 ? "" : `times ${scale}`;
  if (kind === "number" && !hasMissing)
    return {
      name,
      label,
      kind: "numeric",
      unit: [unit, times].filter(Boolean).join(" "),
      edges: [...draft.edges],
      ...about,
    };
  const told = kind === "number" ? bandNames(draft) : [...draft.levels, ...(draft.hasOther ? [OTHER] : [])];
  const suffix = kind === "number" && unit !== "" ? ` (${unit})` : "";
  return {
    name,
    label: `${label}${suffix}`,
    kind: "categorical",
    // A file may have a level that is called as one of ours: then both are one.
    levels: [...new Set([...told, ...(hasMissing ? [MISSING] : [])])],
    ...about,
  };
}
