import { SymbolonError } from "@symbolon/protocol";

/**
 * The error that ends a joint computation: E4020 with the order and the reason. Reasons name what did not fit and never a
 * secret value, so that the text of an abort tells nobody anything.
 */
export function stopped(orderId: string, reason: string, cause?: unknown): SymbolonError {
  return new SymbolonError("E4020", { orderId, reason }, cause === undefined ? undefined : { cause });
}
