/** A name as an SQL identifier: double quotes, doubled inside. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A value as an SQL text literal: single quotes, doubled inside. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/**
 * Condition that a VARCHAR expression is a plain finite decimal number. A pattern and not TRY_CAST alone, because the cast also
 * takes nan, inf, hexadecimal and digit separators.
 */
export function sqlIsNumber(expression: string): string {
  const pattern = "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?";
  return `(regexp_full_match(trim(${expression}), ${sqlText(pattern)}) AND coalesce(isfinite(TRY_CAST(trim(${expression}) AS DOUBLE)), false))`;
}
