import type { Column } from "@symbolon/protocol";
import { scanCsv } from "../../format/scanCsv.ts";

/** Rows of a file and, by column name, how many of them lie in each level or bin of the schema. */
export type CellCounts = { readonly rows: number; readonly counts: Readonly<Record<string, number[]>> };

/** Counts a file's cells for those columns of the schema that it has. Values outside the schema count nowhere; a generated file has none. */
export function cellCounts(csv: string, columns: readonly Column[]): CellCounts {
  const counts: Record<string, number[]> = {};
  let counters: ((value: string) => void)[] | null = null;
  let rows = 0;
  scanCsv(csv, (record) => {
    if (counters !== null) {
      rows++;
      for (const [i, count] of counters.entries()) count(record[i] ?? "");
      return;
    }
    counters = record.map((name) => {
      const column = columns.find((each) => each.name === name);
      if (column === undefined) return () => undefined;
      const cellOf = cellFinder(column);
      const cells = new Array<number>(
        column.kind === "categorical" ? column.levels.length : column.edges.length - 1,
      ).fill(0);
      counts[name] = cells;
      return (value) => {
        const cell = cellOf(value);
        if (cells[cell] !== undefined) cells[cell]++;
      };
    });
  });
  return { rows, counts };
}

function cellFinder(column: Column): (value: string) => number {
  if (column.kind === "categorical") {
    const places = new Map(column.levels.map((level, cell) => [level, cell]));
    return (value) => places.get(value) ?? -1;
  }
  const { edges } = column;
  return (value) => (value === "" ? -1 : edges.findLastIndex((edge) => edge <= Number(value)));
}
