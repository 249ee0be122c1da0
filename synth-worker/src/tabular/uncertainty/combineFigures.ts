import type { ColumnFigure } from "./columnFigure.ts";
import { type CombinedEstimate, combineDraws, type DrawKind } from "./combineDraws.ts";

/**
 * A column's figure of all draws together; null where a draw has no value for it. `pull`: by how much smoothing moves it; its square is
 * part of the variance.
 */
export type CombinedFigure = Pick<ColumnFigure, "column" | "kind" | "level"> & {
  readonly combined: (CombinedEstimate & { readonly pull: number }) | null;
};

/**
 * Combines the same figures of m >= 2 draws one by one (combineDraws; `level` as there). Where `pull` says by how much a figure is
 * moved in every draw alike (figurePulls), the interval is as wide as if that were one more standard error: draws cannot
 * show it. Limits of a share stay inside [0, 1]; the share
 * of empty cells of a number is left out where no draw has any. Throws RangeError for draws with other figures, or fewer than two.
 */
export function combineFigures(
  draws: readonly (readonly ColumnFigure[])[],
  kind: DrawKind,
  options: {
    readonly level?: number;
    readonly pull?: (figure: Pick<ColumnFigure, "column" | "kind" | "level">) => number;
  } = {},
): CombinedFigure[] {
  const [first] = draws;
  if (first === undefined || draws.length < 2) throw new RangeError("two draws at least");
  const numbers = new Set(first.filter((figure) => figure.kind === "mean").map(({ column }) => column));
  return first.flatMap((figure, i): CombinedFigure[] => {
    const same = draws.map((draw) => draw[i]);
    if (
      !same.every(
        (other) =>
          other?.column === figure.column && other.kind === figure.kind && other.level === figure.level,
      )
    )
      throw new RangeError("draws have other figures");
    const estimates = same.flatMap((other) => other?.estimate ?? []);
    const variances = same.flatMap((other) => other?.variance ?? []);
    const { column } = figure;
    if (figure.kind === "share" && numbers.has(column) && estimates.every((share) => share === 0)) return [];
    const named = { column, kind: figure.kind, level: figure.level };
    if (estimates.length < draws.length) return [{ ...named, combined: null }];
    const pull = options.pull?.(figure) ?? 0;
    const square = pull * pull;
    const all = combineDraws(
      estimates,
      variances.map((variance) => variance + square),
      kind,
      options.level,
    );
    const combined = { ...all, within: all.within - square, pull };
    if (figure.kind === "mean") return [{ ...named, combined }];
    return [
      {
        ...named,
        combined: { ...combined, low: Math.max(0, combined.low), high: Math.min(1, combined.high) },
      },
    ];
  });
}
