import type { SqlDialect } from "./sqlDialect.ts";
import { standardDialect } from "./standardDialect.ts";

/** ClickHouse 23 and later. Casts keep NULL only through its own functions; sets fill with 0 unless told to use NULL. */
export const clickhouse: SqlDialect = {
  ...standardDialect,
  name: "clickhouse",
  identifier: (name) => `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``,
  literal: (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
  text: (expression) => `toString(${expression})`,
  double: (expression) => `toFloat64(${expression})`,
  isNan: (expression) => `isNaN(${expression})`,
  matches(text, pattern) {
    return `match(${text}, ${this.literal(pattern)})`;
  },
  parse(text, pattern) {
    return `CASE WHEN ${this.matches(text, pattern)} THEN toFloat64OrNull(${text}) END`;
  },
  hash: (text) => `hex(MD5(${text}))`,
  groupingSetsSuffix: " SETTINGS group_by_use_nulls = 1",
};
