/** A column of a data set's NAME.schema.json. */
export type SchemaColumn = {
  readonly name: string;
  readonly type: "integer" | "continuous" | "categorical" | "text";
  readonly levels?: readonly string[];
  readonly ordered?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly missing: number;
};

/** The grid that every number is coded on: this many bins of equal width from the schema's min to its max. */
export const BINS = 100;

/** How far out of the range a cell may lie, as a share of the range. */
const ROUNDING = 1e-6;

export type EncodedColumn = { readonly size: number; readonly cells: Uint16Array };

/**
 * A column's cells as levels: the codebook's index; one level per integer where the range has at most 100; otherwise
 * the bin. An empty cell is a level of its own, the last, where the schema says that there are any. The schema's
 * codebook and range are taken as public. Throws Error for a cell that the schema does not allow.
 */
export function encodeColumn(column: SchemaColumn, cells: readonly string[]): EncodedColumn {
  const { size, levelOf } = coderOf(column);
  const hasMissing = column.missing > 0;
  return {
    size: size + Number(hasMissing),
    cells: Uint16Array.from(cells, (cell) => {
      const level = cell === "" && hasMissing ? size : levelOf(cell);
      if (!(level >= 0 && level < size + Number(hasMissing)))
        throw new Error(`"${cell}" is no value of column ${column.name}`);
      return level;
    }),
  };
}

function coderOf({ name, type, levels, min, max }: SchemaColumn): {
  size: number;
  levelOf: (cell: string) => number;
} {
  if (type === "categorical") {
    if (levels === undefined) throw new Error(`column ${name} has no levels`);
    return { size: levels.length, levelOf: (cell) => levels.indexOf(cell) };
  }
  if (type === "text" || min === undefined || max === undefined || !(min < max))
    throw new Error(`column ${name} has no codebook and no range`);
  const number = (cell: string) => (cell === "" ? Number.NaN : Number(cell));
  if (type === "integer" && max - min < BINS)
    return { size: max - min + 1, levelOf: (cell) => number(cell) - min };
  return {
    size: BINS,
    levelOf: (cell) => {
      const place = (number(cell) - min) / (max - min);
      // Cells are written with fewer digits than the schema's range.
      if (!(place >= -ROUNDING && place <= 1 + ROUNDING)) return -1;
      return Math.min(BINS - 1, Math.max(0, Math.floor(place * BINS)));
    },
  };
}

/** Header and rows of a CSV without quoted cells. Throws Error for a quote or a row of another length. */
export function splitCsv(text: string): { names: string[]; rows: string[][] } {
  if (text.includes('"')) throw new Error("quoted cells are not read");
  const [names, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  if (names === undefined || rows.some((row) => row.length !== names.length))
    throw new Error("a row has more or fewer cells than the header");
  return { names, rows };
}
