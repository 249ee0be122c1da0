import type { SqlDialect } from "./dialects/sqlDialect.ts";

/** A column's text in SQL without the spaces around it: they make neither another patient nor another level. */
export function trimmedText(dialect: SqlDialect, column: string): string {
  return `TRIM(BOTH ' ' FROM ${dialect.text(dialect.identifier(column))})`;
}
