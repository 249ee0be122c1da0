import type { StatisticCell } from "./statisticTable.ts";

/** A cell as a reader sees it: whole numbers as they are, others to six figures. */
export function statisticCellText(cell: StatisticCell): string {
  if (cell === null) return "not shown";
  if (typeof cell === "string") return cell;
  return Number.isInteger(cell) ? String(cell) : Number(cell.toPrecision(6)).toString();
}
