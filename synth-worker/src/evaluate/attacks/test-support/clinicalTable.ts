import { existsSync, readFileSync } from "node:fs";
import type { MixedColumn, MixedTable } from "../../../math/mixedTable.ts";

const FOLDER = new URL("../../../../../../shared/data/", import.meta.url);

type SchemaColumn = { name: string; type: string; levels?: string[]; role?: string };

/** For `test(name, { skip: clinicalMissing("nafld/nafld_subject") }, ...)`: why it cannot run, or false. */
export function clinicalMissing(path: string): string | false {
  return existsSync(new URL(`${path}.csv`, FOLDER))
    ? false
    : `${path}.csv is not there: see shared/data/INDEX.md beside the repository`;
}

/**
 * A table of shared/data, path without ending: columns with levels as categories, all others as numbers, empty cells missing; identifiers and
 * the columns in `without` are left out. Plain CSV without quotes. Throws Error for a level that the schema does not know.
 */
export function clinicalTable(path: string, without: readonly string[] = []): MixedTable {
  const schema = JSON.parse(readFileSync(new URL(`${path}.schema.json`, FOLDER), "utf8")) as {
    columns: SchemaColumn[];
  };
  const [header, ...lines] = readFileSync(new URL(`${path}.csv`, FOLDER), "utf8")
    .trim()
    .split("\n");
  const names = header!.split(",");
  const cells = lines.map((line) => line.split(","));
  const columns = schema.columns
    .filter(({ name, role }) => role !== "id" && !without.includes(name))
    .map((column): MixedColumn => {
      const texts = cells.map((row) => row[names.indexOf(column.name)]!);
      const { name, levels } = column;
      if (levels === undefined) {
        const decimals = Math.max(0, ...texts.map((text) => (text.split(".")[1] ?? "").length));
        const values = Float64Array.from(texts, (text) => (text === "" ? Number.NaN : Number(text)));
        return { name, kind: "number", values, decimals };
      }
      const codes = Int32Array.from(texts, (text) => {
        const code = levels.indexOf(text);
        if (code < 0 && text !== "") throw new Error(`${text} is no level of ${name}`);
        return code;
      });
      return { name, kind: "category", levels, codes };
    });
  return { rows: lines.length, columns };
}
