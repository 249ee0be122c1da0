/**
 * Which of these source columns an SQL expression names, quoted or bare, in whatever case, as SQL:2016 compares unquoted names and DuckDB all of
 * them. Texts ('...') name none. An expression is not parsed: a name in a comment counts, so that nothing hides from the answer.
 */
export function mentionedColumns(sql: string, columns: readonly string[]): string[] {
  const code = sql.replaceAll(/'(?:[^']|'')*'/g, "''").toLowerCase();
  const words = new Set(code.match(/[\p{L}\p{N}_$]+/gu) ?? []);
  const quoted = new Set((code.match(/"(?:[^"]|"")*"/g) ?? []).map((name) => name.slice(1, -1)));
  return columns.filter((column) => words.has(column.toLowerCase()) || quoted.has(column.toLowerCase()));
}
