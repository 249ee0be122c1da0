import type { SynthCells } from "@symbolon/protocol";
import type { MixedColumn } from "../../math/mixedTable.ts";
import { cellsTest } from "./cellsTest.ts";
import type { Rule } from "./rule.ts";

/** Conditions on rows as rules of one column each. Throws RangeError for a column that is not there. */
export function compileConditions(
  columns: readonly MixedColumn[],
  where: readonly SynthCells[],
): readonly Rule[] {
  return where.map((cells) => {
    const place = columns.findIndex(({ name }) => name === cells.column);
    if (place < 0) throw new RangeError(`a condition names column ${cells.column}, which is not there`);
    const test = cellsTest(columns[place]!, cells);
    return { columns: [place], obeys: (filled, row) => test(filled[place]!, row) };
  });
}
