import type { Column } from "@symbolon/protocol";

/** Public values of a column as a reader sees them: levels as they are, bins as closed integer ranges ("20–29"). */
export function publicValues(column: Column): string[] {
  if (column.kind === "categorical") return [...column.levels];
  const { edges } = column;
  return edges.slice(0, -1).map((low, i) => {
    const high = edges[i + 1]! - 1;
    return high === low ? String(low) : `${low}–${high}`;
  });
}
