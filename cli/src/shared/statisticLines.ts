import {
  type StatisticFigures,
  statisticCellText,
  statisticPrivacy,
  statisticTable,
} from "@symbolon/protocol";

/** The figures of a statistic as lines for a terminal; what is suppressed or not given is said. */
export function statisticLines(figures: StatisticFigures): string[] {
  const { head, rows, notes } = statisticTable(figures);
  const texts = [head, ...rows.map((row) => row.map(statisticCellText))];
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]!.length)));
  return [
    statisticPrivacy(figures),
    ...texts.map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    ),
    ...notes,
  ];
}
