import { SymbolonError } from "@symbolon/protocol";

/** Whether an error is E4020 with this in its reason. */
export function isStop(error: unknown, reason: RegExp = /./): boolean {
  return (
    error instanceof SymbolonError && error.code === "E4020" && reason.test(String(error.details?.reason))
  );
}
