import { SymbolonError } from "@symbolon/protocol";

/** What `make` gives; a RangeError of the privacy accounting becomes E1006 about the order, in its own words. */
export function orderRefused<T>(make: () => T): T {
  try {
    return make();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SymbolonError("E1006", { document: "order", reason: cause.message }, { cause });
  }
}
