import { deterministicLog } from "../../math/deterministicLog.ts";
import { projection } from "../inference/projection.ts";
import type { BaseTable, Measured } from "../model/modelState.ts";
import type { Foundation } from "./foundation.ts";

/** The least share of a cell: its logarithm is finite. */
const LEAST_SHARE = 1e-15;

/** What a model takes from its foundation: log-potentials to start at, its whole table as a measurement, and the counts of its columns. */
export type LaidFoundation = {
  readonly base: BaseTable;
  readonly whole: Measured;
  readonly counts: ReadonlyMap<number, Float64Array>;
};

/**
 * Builds a foundation. Its table is held as if measured, with the noise that building it had, so that the tables of other columns, which are noisy too, do not
 * bend it; `sizes` are the model's levels.
 */
export async function layFoundation(
  { columns, build }: Foundation,
  given: Parameters<Foundation["build"]>[0],
  sizes: readonly number[],
): Promise<LaidFoundation> {
  const { shares, variance } = await build(given);
  const held = shares.map((share) => share * given.total);
  const counts = new Map(
    columns.map((column) => {
      const levelOf = projection(sizes, columns, [column]);
      const own = new Float64Array(sizes[column]!);
      held.forEach((count, cell) => {
        own[levelOf[cell]!]! += count;
      });
      return [column, own];
    }),
  );
  return {
    base: { columns, logPotentials: shares.map((share) => deterministicLog(Math.max(share, LEAST_SHARE))) },
    whole: { columns, counts: held, variance },
    counts,
  };
}
