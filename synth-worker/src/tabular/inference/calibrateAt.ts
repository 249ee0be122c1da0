import { SymbolonError } from "@symbolon/protocol";
import { fitMaxEnt, type MaxEntFit } from "./fitMaxEnt.ts";
import { NothingPossible } from "./nothingPossible.ts";

/**
 * The distribution at given potentials, in one pass and without fitting: a stored model, or a fitted one under further masks (exact
 * conditioning by clamping). Throws E1006 saying that no record can meet `condition` when the masks leave nothing.
 */
export function calibrateAt(
  request: Omit<Parameters<typeof fitMaxEnt>[0], "tolerance" | "maxEvaluations" | "warm">,
  potentials: readonly Float64Array[],
  condition: string,
): MaxEntFit {
  try {
    return fitMaxEnt({
      ...request,
      warm: potentials,
      tolerance: Number.POSITIVE_INFINITY,
      maxEvaluations: 1,
    });
  } catch (error) {
    if (!(error instanceof NothingPossible)) throw error;
    throw new SymbolonError("E1006", { document: condition, reason: "no record of this model can meet it" });
  }
}
