import type { PublicColumn } from "./publicDomain.ts";

/** Cells as fine levels and back. Cells are numbers, a category's its place; NaN is missing. */
export type LevelCoder = {
  readonly size: number;
  readonly ordered: boolean;
  /** The level that means "no value", the last one; null for a complete column, which codes a missing cell as its first level. */
  readonly missing: number | null;
  /** `code` chooses the bins where a column has bins per code (-1: none). */
  readonly levelOf: (cell: number, code: number) => number;
  /** A value of the level; `unit` in [0, 1) says where in its bin. */
  readonly cellOf: (level: number, code: number, unit: number) => number;
};

/** The coder of a public column; `codes` are the levels of the table's code. Throws RangeError for edges that do not ascend or differ in number. */
export function levelCoder(column: PublicColumn, codes: readonly string[] = []): LevelCoder {
  if (column.kind === "category") {
    const own = column.levels.length;
    const missing = column.complete === true ? null : own;
    return {
      size: own + Number(missing !== null),
      ordered: false,
      missing,
      levelOf: (cell) => (Number.isNaN(cell) ? (missing ?? 0) : cell),
      cellOf: (level) => (level === missing ? Number.NaN : level),
    };
  }
  const lists = codes.map((code) => column.edgesOf?.[code] ?? column.edges);
  for (const list of [column.edges, ...lists]) {
    if (list.length < 2 || list.some((edge, i) => i > 0 && !(edge > list[i - 1]!)))
      throw new RangeError(`the edges of ${column.name} do not ascend`);
    if (list.length !== column.edges.length)
      throw new RangeError(`${column.name} has not as many bins for every code`);
  }
  const bins = column.edges.length - 1;
  const scale = 10 ** column.decimals;
  const edgesOf = (code: number) => lists[code] ?? column.edges;
  const missing = column.complete === true ? null : bins;
  return {
    size: bins + Number(missing !== null),
    ordered: true,
    missing,
    levelOf(cell, code) {
      if (Number.isNaN(cell)) return missing ?? 0;
      const edges = edgesOf(code);
      let low = 0;
      let high = bins - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (edges[middle + 1]! <= cell) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    cellOf(level, code, unit) {
      if (level === missing) return Number.NaN;
      const edges = edgesOf(code);
      const [from, to] = [edges[level]!, edges[level + 1]!];
      // Rounded down, so that a whole number stays in its bin.
      const value = Math.floor((from + unit * (to - from)) * scale) / scale;
      return Math.max(Math.ceil(from * scale) / scale, value);
    },
  };
}
