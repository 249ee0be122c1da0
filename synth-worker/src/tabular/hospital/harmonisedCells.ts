import { type Column, type DatasetSchema, SymbolonError } from "@symbolon/protocol";
import { type CompiledMapping, compileMapping, type SourceColumn } from "./compileMapping.ts";
import { isPlainNumber } from "./isPlainNumber.ts";
import { mappingText } from "./mappingText.ts";
import { parseMapping } from "./parseMapping.ts";
import type { ProviderConfig } from "./providerConfig.ts";
import { trimSpaces } from "./trimSpaces.ts";

/**
 * The mapping applied to checked source columns: cell numbers in schema order, columns[c][row], like data/encodeCells.ts makes them. Throws E1006
 * for a mapping that does not cover the schema or is not known here, E1008 for an empty value, E1003 for a non-number and E1002 for an
 * unknown level, each naming the first faulty record (from 1) and the harmonised column.
 */
export function harmonisedCells(
  schema: DatasetSchema,
  mapping: Pick<ProviderConfig, "columns">,
  source: ReadonlyMap<string, SourceColumn>,
  rows: number,
): Int32Array[] {
  const names = schema.columns.map((column) => column.name);
  const extra = Object.keys(mapping.columns).find((name) => !names.includes(name));
  if (extra !== undefined) throw invalid(`${extra} is not a column of schema ${schema.name}`);
  const compiled = names.map((name) => {
    const expression = mapping.columns[name];
    if (expression === undefined) throw invalid(`${name} of schema ${schema.name} is not mapped`);
    return knownHere(name, () => compileMapping(parseMapping(expression.sql), source));
  });
  const cells = schema.columns.map(() => new Int32Array(rows));
  for (let row = 0; row < rows; row++) {
    for (const [c, column] of schema.columns.entries()) {
      const text = knownHere(column.name, () => textOf(column, compiled[c]!, row));
      cells[c]![row] = cellOf(column, text, row);
    }
  }
  return cells;
}

function invalid(reason: string, cause?: unknown): SymbolonError {
  return new SymbolonError(
    "E1006",
    { document: "mapping", reason },
    cause === undefined ? undefined : { cause },
  );
}

function knownHere<T>(name: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw invalid(`${name}: ${cause.message} (the hospital's own node knows all of SQL)`, cause);
  }
}

/** The value's trimmed text; null when there is none. */
function textOf(column: Column, { type, at }: CompiledMapping, row: number): string | null {
  const value = at(row);
  // A number that is binned needs no text of its type: any that reads back the same will do.
  const text = mappingText(column.kind === "numeric" && type === "decimal" ? "double" : type, value);
  return text === null ? null : trimSpaces(text) || null;
}

function cellOf(column: Column, text: string | null, row: number): number {
  const details = { row: row + 1, column: column.name };
  if (text === null) throw new SymbolonError("E1008", details);
  const shown = text.slice(0, 40);
  if (column.kind === "categorical") {
    const level = column.levels.indexOf(text);
    if (level < 0)
      throw new SymbolonError("E1002", { ...details, value: shown, levels: column.levels.join(", ") });
    return level;
  }
  if (!isPlainNumber(text)) throw new SymbolonError("E1003", { ...details, value: shown });
  // Inner edges at or below the value: values outside the outer edges fall into the first or last bin.
  const value = Number(text);
  return column.edges.slice(1, -1).filter((edge) => value >= edge).length;
}
