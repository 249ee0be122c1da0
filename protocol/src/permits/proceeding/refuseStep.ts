import { SymbolonError } from "../../errors/SymbolonError.ts";

/** Throws E3010: the step is not open, for this reason. */
export function refuseStep(step: string, reason: string): never {
  throw new SymbolonError("E3010", { step, reason });
}
