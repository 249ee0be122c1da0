import { SymbolonError } from "@symbolon/protocol";

/**
 * E4020 for what may happen to honest parties: a link that broke or never stood, a party that was gone or said "stop". The same job may be tried again
 * with new keys; after any other E4020 somebody did not follow the protocol.
 */
export function interrupted(orderId: string, reason: string, cause?: unknown): SymbolonError {
  const details = { orderId, reason, interrupted: true };
  return new SymbolonError("E4020", details, cause === undefined ? undefined : { cause });
}

/** Whether an error is one of {@link interrupted}. */
export function isInterruption(error: unknown): boolean {
  return error instanceof SymbolonError && error.code === "E4020" && error.details.interrupted === true;
}
