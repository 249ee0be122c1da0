import type { Column, JointModel } from "@symbolon/protocol";
import { measuredShares } from "../dataset/measuredShares.ts";
import type { CellCounts } from "./cellCounts.ts";

/** A level or range of a variable: its share of the file, its measured share of the patients, and the standard deviation of the latter's noise. */
export type MarginalRow = {
  readonly label: string;
  readonly file: number;
  readonly measured: number;
  readonly noise: number;
};

/** One variable of a file beside what was measured of it. */
export type ColumnMarginal = {
  readonly name: string;
  readonly label: string;
  /** Total variation between the two, and what noise and sampling alone would give. */
  readonly distance: number;
  readonly explained: number;
  readonly rows: readonly MarginalRow[];
};

/** Rows of a drawing at most; more levels, the rarest, or neighbouring ranges are shown together. */
const MOST_ROWS = 14;
/** Mean of |z| of a standard normal, sqrt(2 / pi). */
const MEAN_ABSOLUTE_NORMAL = 0.7978845608028654;

/**
 * The file's variables beside the model's noisy 1-way tables, in the model's order: what a certificate's data-free part says in one number,
 * variable by variable. Needs no record and costs nothing; shares are of the noisy total, the mean over all 1-way tables. Negative
 * noisy counts stay negative here.
 */
export function columnMarginals(
  model: Pick<JointModel, "schema" | "tables">,
  { rows, counts }: CellCounts,
): ColumnMarginal[] {
  return measuredShares(model).flatMap(({ name, label, shares }, i) => {
    const own = counts[name];
    if (own === undefined || rows === 0) return [];
    const lines = shares.map(({ label: value, share, noise }, cell) => ({
      label: value,
      file: own[cell]! / rows,
      measured: share,
      noise,
    }));
    const spread = ({ file, noise }: MarginalRow) => Math.sqrt(noise * noise + (file * (1 - file)) / rows);
    return {
      name,
      label,
      distance: sum(lines.map(({ file, measured }) => Math.abs(file - measured))) / 2,
      explained: (sum(lines.map(spread)) * MEAN_ABSOLUTE_NORMAL) / 2,
      rows: fewer(lines, model.schema.columns[i]!),
    };
  });
}

function fewer(lines: readonly MarginalRow[], column: Column): readonly MarginalRow[] {
  if (lines.length <= MOST_ROWS) return lines;
  if (column.kind === "categorical") {
    const ordered = lines.toSorted((a, b) => b.file + b.measured - a.file - a.measured);
    const rest = ordered.slice(MOST_ROWS - 1);
    return [...ordered.slice(0, MOST_ROWS - 1), together(rest, `${rest.length} others`)];
  }
  const width = Math.ceil(lines.length / MOST_ROWS);
  return Array.from({ length: Math.ceil(lines.length / width) }, (_, group) => {
    const first = group * width;
    const past = Math.min(first + width, lines.length);
    const [low, high] = [column.edges[first]!, column.edges[past]! - 1];
    return together(lines.slice(first, past), low === high ? String(low) : `${low}–${high}`);
  });
}

/** Several rows as one; their noises are independent. */
function together(rows: readonly MarginalRow[], label: string): MarginalRow {
  return {
    label,
    file: sum(rows.map(({ file }) => file)),
    measured: sum(rows.map(({ measured }) => measured)),
    noise: Math.sqrt(sum(rows.map(({ noise }) => noise * noise))),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
