import type { CountRequest } from "../privacy/countRequest.ts";
import type { FineDomain } from "../tabular/coding/fineDomain.ts";
import type { CodedCell } from "./codedCell.ts";
import type { SqlDialect } from "./dialects/sqlDialect.ts";

/** Statement of some requests and where in its rows each request finds its levels; the count is the last column. */
export type CountStatement = { readonly sql: string; readonly keys: readonly (readonly number[])[] };

/**
 * One statement that counts `requests` in one scan: GROUP BY for one, GROUPING SETS for several. Codes are never NULL, so a key that is
 * NULL in an answer is not of the row's set. `coded` is the SQL of a column's cells, `from` what they come from.
 */
export function sqlCounts(
  dialect: SqlDialect,
  requests: readonly CountRequest[],
  coded: (column: number) => Pick<CodedCell, "cell" | "code">,
  from: string,
): CountStatement {
  const expressions: string[] = [];
  const cells = new Map<number, string>();
  const places = new Map<string, number>();
  const keys = requests.map(({ columns, maps }) =>
    columns.map((column, i) => {
      const cell = coded(column);
      cells.set(column, cell.cell);
      const expression = cell.code(maps[i] ?? null);
      const id = `${column} ${expression}`;
      const place = places.get(id) ?? expressions.push(expression) - 1;
      places.set(id, place);
      return place;
    }),
  );
  const names = expressions.map((_, place) => `k${place}`);
  const inner = [...cells.values()].filter((cell) => cell !== "").join(", ");
  const source = inner === "" ? from : `(SELECT ${inner} FROM ${from}) cells`;
  const codes = expressions.map((expression, place) => `${expression} AS k${place}`).join(", ");
  const groups =
    requests.length === 1
      ? names.join(", ")
      : `GROUPING SETS (${keys.map((set) => `(${set.map((place) => `k${place}`).join(", ")})`).join(", ")})`;
  const suffix = requests.length === 1 ? "" : dialect.groupingSetsSuffix;
  return {
    sql: `SELECT ${names.join(", ")}, COUNT(*) AS n FROM (SELECT ${codes} FROM ${source}) coded GROUP BY ${groups}${suffix}`,
    keys,
  };
}

/** Coarse levels of a column under a map. */
export function levelsUnder(domain: FineDomain, column: number, map: Uint16Array | null): number {
  return map === null ? domain.sizes[column]! : map.reduce((most, level) => Math.max(most, level), 0) + 1;
}
