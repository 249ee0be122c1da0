import { SymbolonError } from "@symbolon/protocol";

const MAX_RETRIES = 3;

/** Retry rule for reads: at most three times, and only when the error's class says that trying again can help. */
export function retryRead(failures: number, error: Error): boolean {
  if (failures >= MAX_RETRIES) return false;
  return error instanceof SymbolonError ? error.retryable : false;
}
