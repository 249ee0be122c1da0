import type { RelatedTable } from "./relatedMap.ts";

/** The columns of its file that a table of the map reads, each once. */
export function relatedColumns(table: RelatedTable): string[] {
  const found = new Set<string>([table.patient]);
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    const { column, days, ageOnDay0 } = part as Record<string, unknown>;
    for (const name of [column, days, ageOnDay0]) if (typeof name === "string") found.add(name);
    if ("start" in part && "end" in part) for (const edge of [part.start, part.end]) visit(edge);
  };
  for (const part of Object.values(table)) visit(part);
  if (table.as === "visit") found.add(table.id);
  else if ("visit" in table && table.visit !== undefined) found.add(table.visit);
  return [...found];
}
