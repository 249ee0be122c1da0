import { SymbolonError } from "@symbolon/protocol";

/** True when the catalogue says that trying again can help. Anything that is not catalogued is a fault and is not retried. */
export function isRetryable(error: unknown): boolean {
  return error instanceof SymbolonError && error.retryable;
}
