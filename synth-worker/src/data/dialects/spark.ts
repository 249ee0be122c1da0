import type { SqlDialect } from "./sqlDialect.ts";
import { standardDialect } from "./standardDialect.ts";

/** Spark SQL 3.4 and later, Databricks. Literals know backslash escapes. */
export const spark: SqlDialect = {
  ...standardDialect,
  name: "spark",
  identifier: (name) => `\`${name.replaceAll("`", "``")}\``,
  literal: (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
  number: (value) => `${value}D`,
  text: (expression) => `CAST(${expression} AS STRING)`,
  double: (expression) => `CAST(${expression} AS DOUBLE)`,
  isNan: (expression) => `isnan(${expression})`,
  matches(text, pattern) {
    return `${text} RLIKE ${this.literal(pattern)}`;
  },
};
