import type { SqlDialect } from "./sqlDialect.ts";
import { standardDialect } from "./standardDialect.ts";

/** Trino (and Presto, Athena). */
export const trino: SqlDialect = {
  ...standardDialect,
  name: "trino",
  double: (expression) => `CAST(${expression} AS DOUBLE)`,
  isNan: (expression) => `is_nan(${expression})`,
  hash: (text) => `to_hex(md5(to_utf8(${text})))`,
};
