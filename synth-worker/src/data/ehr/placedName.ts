/** The name of a table of placed rows: visits by themselves, facts by whether they hang on visits. */
export function placedName(table: string, inVisits: boolean): string {
  return inVisits || table === "visit_occurrence" ? table : `${table} outside visits`;
}
