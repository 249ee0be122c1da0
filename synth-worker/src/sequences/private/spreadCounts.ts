import type { EncodedTable } from "../../math/encodedTable.ts";
import type { CountSource } from "../../privacy/countSource.ts";
import { spreadUnits } from "./spreadUnits.ts";

/** Counts of a table's rows in units (spreadUnits). Throws RangeError for a patient with more than `most` rows. */
export function spreadCounts(table: EncodedTable, owner: Int32Array, most: number): CountSource {
  const units = spreadUnits(owner, most);
  return {
    sizes: table.sizes,
    count(columns, maps) {
      const coarse = columns.map((column, i) => {
        const map = maps[i];
        return map === null || map === undefined ? table.sizes[column]! : Math.max(...map) + 1;
      });
      const counts = new Float64Array(coarse.reduce((cells, size) => cells * size, 1));
      for (let row = 0; row < units.length; row++) {
        let cell = 0;
        for (let i = 0; i < columns.length; i++) {
          const level = table.columns[columns[i]!]![row]!;
          cell = cell * coarse[i]! + (maps[i]?.[level] ?? level);
        }
        counts[cell]! += units[row]!;
      }
      return Promise.resolve(counts);
    },
  };
}
