import type { ProviderConfig } from "@symbolon/synth-worker/upload";
import { bandNames } from "./bandNames.ts";
import type { ColumnDraft } from "./columnDraft.ts";
import { MISSING, OTHER } from "./schemaColumn.ts";

/**
 * How the file becomes the schema's columns, as a provider's configuration says it: the declared source columns, and for each schema column an expression of the SQL
 * that node and browser both know.
 */
export function mappingOf(
  columns: readonly ColumnDraft[],
  delimiter: string,
): Pick<ProviderConfig, "source" | "columns" | "delimiter"> {
  const source: ProviderConfig["source"] = {};
  const mapped: ProviderConfig["columns"] = {};
  for (const column of columns) {
    if (!column.isIncluded) continue;
    const type = column.kind === "number" ? "number" : "text";
    source[column.source] = column.hasMissing ? `${type}?` : type;
    mapped[column.name] = { sql: expression(column) };
  }
  return { source, columns: mapped, delimiter };
}

function expression(column: ColumnDraft): string {
  const cell = `"${column.source}"`;
  const { kind, hasMissing, hasOther, levels, edges, scale } = column;
  if (kind === "number") {
    if (!hasMissing) return scale === 1 ? cell : `${cell} * ${scale}`;
    const names = bandNames(column);
    const whens = edges
      .slice(1, -1)
      .map((edge, i) => `WHEN ${cell} < ${edge / scale} THEN ${literal(names[i]!)}`);
    return `CASE WHEN ${cell} IS NULL THEN ${literal(MISSING)} ${whens.join(" ")} ELSE ${literal(names.at(-1)!)} END`;
  }
  const told = hasOther
    ? `CASE WHEN ${cell} IN (${levels.map(literal).join(", ")}) THEN ${cell} ELSE ${literal(OTHER)} END`
    : cell;
  return hasMissing ? `CASE WHEN ${cell} IS NULL THEN ${literal(MISSING)} ELSE ${told} END` : told;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
