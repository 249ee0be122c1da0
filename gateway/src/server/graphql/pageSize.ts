import { SymbolonError } from "@symbolon/protocol";

/** Largest `first` of any list. */
const MAX_PAGE = 200;

/** Checks a `first` argument: 0 to 200. Throws E9007, rather than giving fewer than asked without saying so. */
export function pageSize(first: number): number {
  if (!Number.isInteger(first) || first < 0 || first > MAX_PAGE)
    throw new SymbolonError("E9007", { reason: `first is 0 to ${MAX_PAGE}` });
  return first;
}
