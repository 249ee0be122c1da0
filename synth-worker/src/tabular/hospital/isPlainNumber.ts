const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Whether a trimmed text is a plain finite decimal number: what sqlIsNumber of data/sql.ts says in SQL. */
export function isPlainNumber(text: string): boolean {
  return PLAIN_NUMBER.test(text) && Number.isFinite(Number(text));
}
