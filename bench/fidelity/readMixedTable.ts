import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { MixedColumn, MixedTable } from "@symbolon/synth-worker/evaluation";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";
import { splitCsv } from "../dp/encodeCsv.ts";
import { type FidelityTable, fidelityTables } from "./fidelityTables.ts";

/** Data sets are not part of the repository; they lie beside it. */
const FOLDER = join(repositoryRoot, "..", "shared", "data");

/** Whether the table's file is there. Throws Error for a name that is not in fidelityTables.ts. */
export function hasMixedTable(name: string): boolean {
  return existsSync(join(FOLDER, `${specOf(name).file}.csv`));
}

/** Reads a table of fidelityTables.ts as its schema says, empty cells as missing. Throws Error when it is not there or has strange cells. */
export function readMixedTable(name: string): MixedTable {
  const spec = specOf(name);
  const { names, rows } = splitCsv(readFileSync(join(FOLDER, `${spec.file}.csv`), "utf8"));
  const levelsOf = spec.numbers === undefined ? levelsOfSchema(join(FOLDER, spec.file)) : () => null;
  const kept = names.filter((column) => !spec.drop.includes(column));
  return {
    rows: rows.length,
    columns: kept.map((column) => {
      const place = names.indexOf(column);
      const cells = rows.map((row) => row[place]!);
      const isNumber = spec.numbers?.includes(column) ?? levelsOf(column) === null;
      return isNumber ? numberColumn(column, cells) : levelColumn(column, cells, levelsOf(column));
    }),
  };
}

function specOf(name: string): FidelityTable {
  const spec = fidelityTables[name];
  if (spec === undefined)
    throw new Error(`there is no table ${name}; ${Object.keys(fidelityTables).join(", ")}`);
  return spec;
}

function levelsOfSchema(path: string): (column: string) => readonly string[] | null {
  const schema = JSON.parse(readFileSync(`${path}.schema.json`, "utf8")) as {
    readonly columns: readonly { readonly name: string; readonly levels?: readonly string[] }[];
  };
  return (column) => schema.columns.find(({ name }) => name === column)?.levels ?? null;
}

function numberColumn(name: string, cells: readonly string[]): MixedColumn {
  const values = Float64Array.from(cells, (cell) => (cell === "" ? Number.NaN : Number(cell)));
  if (cells.some((cell, row) => cell !== "" && !Number.isFinite(values[row]!)))
    throw new Error(`column ${name} holds a cell that is no number`);
  const decimals = cells.reduce((most, cell) => Math.max(most, (cell.split(".")[1] ?? "").length), 0);
  return { name, kind: "number", values, decimals: Math.min(9, decimals) };
}

function levelColumn(
  name: string,
  cells: readonly string[],
  declared: readonly string[] | null,
): MixedColumn {
  const levels = declared ?? [...new Set(cells.filter((cell) => cell !== ""))].sort();
  const codes = Int32Array.from(cells, (cell) => (cell === "" ? -1 : levels.indexOf(cell)));
  if (cells.some((cell, row) => cell !== "" && codes[row]! < 0))
    throw new Error(`column ${name} holds a level that its schema does not have`);
  return { name, kind: "category", levels, codes };
}
