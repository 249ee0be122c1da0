import type { SqlDialect } from "./sqlDialect.ts";
import { standardDialect } from "./standardDialect.ts";

/** PostgreSQL 12 and later. It has no TRY_CAST, so a text is cast only behind its pattern, whose numbers all fit a double. */
export const postgres: SqlDialect = {
  ...standardDialect,
  name: "postgres",
  // Byte order makes equal texts the only equal texts, whatever the database's collation.
  text: (expression) => `CAST(${expression} AS TEXT) COLLATE "C"`,
  isNan: (expression) => `${expression} = 'NaN'::double precision`,
  matches(text, pattern) {
    return `${text} ~ ${this.literal(pattern)}`;
  },
  parse(text, pattern) {
    return `CASE WHEN ${this.matches(text, pattern)} THEN ${this.double(text)} END`;
  },
};
