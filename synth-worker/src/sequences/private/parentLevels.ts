import type { MixedTable } from "../../math/mixedTable.ts";
import { cellOf } from "../history/cellOf.ts";
import type { TableCoding } from "./recordsCoding.ts";

/** Fine levels of a parent's rows, column by column. */
export function parentLevels(rows: MixedTable, { coders, code }: TableCoding): Uint16Array[] {
  return coders.map((coder, c) =>
    Uint16Array.from({ length: rows.rows }, (_, row) => {
      const about = code < 0 ? -1 : cellOf(rows.columns[code]!, row);
      return coder.levelOf(cellOf(rows.columns[c]!, row), about);
    }),
  );
}
