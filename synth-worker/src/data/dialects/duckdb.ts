import type { SqlDialect } from "./sqlDialect.ts";
import { standardDialect } from "./standardDialect.ts";

/** DuckDB 1.x. One scan per clique: its perfect-hash aggregate beats GROUPING SETS by far (bench counts). */
export const duckdb: SqlDialect = {
  ...standardDialect,
  name: "duckdb",
  double: (expression) => `CAST(${expression} AS DOUBLE)`,
  isNan: (expression) => `isnan(${expression})`,
  matches(text, pattern) {
    return `regexp_matches(${text}, ${this.literal(pattern)})`;
  },
  lookup: (code, values) => `[${values.join(", ")}][${code} + 1]`,
  setsPerScan: 1,
};
