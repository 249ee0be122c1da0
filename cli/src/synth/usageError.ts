import { SymbolonError } from "@symbolon/protocol";

/** The error for an option of `symbolon synth` that makes no sense: E1006, which ends the command with code 1. */
export function usageError(reason: string): SymbolonError {
  return new SymbolonError("E1006", { document: "command", reason });
}
