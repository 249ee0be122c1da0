import { existsSync, readFileSync } from "node:fs";
import type { MixedColumn, MixedTable } from "../../../math/mixedTable.ts";
import { pickRecords } from "../../../math/pickRecords.ts";
import { keystream } from "../../../random/keystream.ts";

const folder = new URL("../../../../../../shared/data/", import.meta.url);

/** Why tests on the shared clinical tables are skipped; false where the files are there. */
export const sharedDataMissing: string | false = existsSync(new URL("INDEX.md", folder))
  ? false
  : "the shared data folder is not beside the repository";

/** A shared table such as "flchain/flchain": columns with role id left out. Its files quote no cell. */
export function sharedTable(name: string): MixedTable {
  const schema: {
    columns: { name: string; type: string; levels?: string[]; role?: string }[];
  } = JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), "utf8"));
  const [header, ...lines] = readFileSync(new URL(`${name}.csv`, folder), "utf8")
    .trimEnd()
    .split(/\r?\n/);
  const places = header!.split(",");
  const cells = lines.map((line) => line.split(","));
  const columns = schema.columns
    .filter(({ role }) => role !== "id")
    .map((column): MixedColumn => {
      const place = places.indexOf(column.name);
      const texts = cells.map((row) => row[place]!);
      if (column.type === "categorical") {
        const levels = column.levels!;
        return {
          name: column.name,
          kind: "category",
          levels,
          codes: Int32Array.from(texts, (text) => (text === "" ? -1 : levels.indexOf(text))),
        };
      }
      const values = Float64Array.from(texts, (text) => (text === "" ? Number.NaN : Number(text)));
      return { name: column.name, kind: "number", values, decimals: column.type === "integer" ? 0 : 2 };
    });
  return { rows: cells.length, columns };
}

/** Two random halves by a public seed; the first is never the larger by more than one record. */
export function halves(table: MixedTable, seed = 0): { training: MixedTable; holdout: MixedTable } {
  const { nextBelow } = keystream(new Uint8Array(32).fill(seed), "halves");
  const order = Int32Array.from({ length: table.rows }, (_, row) => row);
  for (let last = order.length - 1; last > 0; last--) {
    const other = nextBelow(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  const half = Math.ceil(table.rows / 2);
  return {
    training: pickRecords(table, order.subarray(0, half)),
    holdout: pickRecords(table, order.subarray(half)),
  };
}
