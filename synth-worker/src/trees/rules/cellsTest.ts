import type { SynthCells } from "@symbolon/protocol";
import type { MixedColumn } from "../../math/mixedTable.ts";

/** Whether a cell of `column`'s kind is among `cells`. Throws RangeError for a range on levels. */
export function cellsTest(
  column: MixedColumn,
  cells: SynthCells,
): (column: MixedColumn, row: number) => boolean {
  if ("missing" in cells) return (each, row) => isMissing(each, row) === cells.missing;
  if ("level" in cells || "levels" in cells) {
    const texts = "level" in cells ? [cells.level] : cells.levels;
    if (column.kind === "number") {
      const numbers = new Set(texts.map((text) => (text === null ? Number.NaN : Number(text))));
      return (each, row) => each.kind === "number" && numbers.has(each.values[row]!);
    }
    const codes = new Set(texts.map((text) => (text === null ? -1 : column.levels.indexOf(text))));
    // A level that the table does not have is nobody's; -1 stands for the missing cell only where it was asked for.
    if (!texts.includes(null)) codes.delete(-1);
    return (each, row) => each.kind === "category" && codes.has(each.codes[row]!);
  }
  if (column.kind !== "number") throw new RangeError(`column ${column.name} holds levels and has no range`);
  const { from = Number.NEGATIVE_INFINITY, below = Number.POSITIVE_INFINITY } = cells;
  return (each, row) => each.kind === "number" && each.values[row]! >= from && each.values[row]! < below;
}

function isMissing(column: MixedColumn, row: number): boolean {
  return column.kind === "number" ? Number.isNaN(column.values[row]!) : column.codes[row]! < 0;
}
