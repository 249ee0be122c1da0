/** The words in which databases differ; everything else of the counting SQL is standard and shared. */
export type SqlDialect = {
  readonly name: string;
  /** A name, quoted. */
  identifier(name: string): string;
  /** A text literal. */
  literal(text: string): string;
  /** A double literal: the database must not read it as a decimal and compare in another arithmetic. */
  number(value: number): string;
  /** The text of any column; NULL stays NULL. */
  text(expression: string): string;
  /** A numeric column as double. */
  double(expression: string): string;
  /** Whether a double is not a number, which databases disagree about when it is compared with itself. */
  isNan(expression: string): string;
  /** Whether a text matches a POSIX extended pattern. */
  matches(text: string, pattern: string): string;
  /** A text that may or may not match `pattern` as double; NULL or no error where it does not. */
  parse(text: string, pattern: string): string;
  /** A hash of a text: the same text in hexadecimal for the same input. */
  hash(text: string): string;
  /** values[code] for a code from 0; only called with as many values as there are codes. */
  lookup(code: string, values: readonly number[]): string;
  /** Appended to a statement with GROUPING SETS, so that columns outside a set come back NULL. */
  readonly groupingSetsSuffix: string;
  /** How many cliques are counted in one scan. 1: a scan each, without GROUPING SETS. */
  readonly setsPerScan: number;
};
