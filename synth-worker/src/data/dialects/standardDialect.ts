import { stepCase } from "../stepCase.ts";
import type { SqlDialect } from "./sqlDialect.ts";

/** Double quotes, doubled quotes, CAST, TRY_CAST, REGEXP_LIKE, GROUPING SETS: what the SQL standard or most databases say. */
export const standardDialect: SqlDialect = {
  name: "standard",
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  literal: (text) => `'${text.replaceAll("'", "''")}'`,
  number: (value) => {
    const text = String(value);
    return text.includes("e") ? text : `${text}e0`;
  },
  text: (expression) => `CAST(${expression} AS VARCHAR)`,
  double: (expression) => `CAST(${expression} AS DOUBLE PRECISION)`,
  isNan: (expression) => `${expression} <> ${expression}`,
  matches(text, pattern) {
    return `REGEXP_LIKE(${text}, ${this.literal(pattern)})`;
  },
  parse(text, pattern) {
    return `CASE WHEN ${this.matches(text, pattern)} THEN TRY_CAST(${text} AS DOUBLE) END`;
  },
  hash: (text) => `MD5(${text})`,
  lookup: (code, values) => stepCase(values, (from) => `${code} < ${from}`),
  groupingSetsSuffix: "",
  setsPerScan: 16,
};
