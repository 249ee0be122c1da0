import { SymbolonError } from "../errors/SymbolonError.ts";

/** An opt-out (Regulation (EU) 2025/327 Art. 71(1)) or its reversal, at unix seconds. There is no place for a reason. */
export type OptOutEvent = { readonly kind: "opt-out" | "reversal"; readonly at: number };

/** NONE is not consent: in the EHDS lane nobody was asked. */
export type OptOutState = "NONE" | "OPTED_OUT" | "REVERSED";

/** State at a time after events, oldest first. Throws E3010 for events out of order or a reversal of nothing. */
export function optOutStateAt(events: readonly OptOutEvent[], at: number): OptOutState {
  let state: OptOutState = "NONE";
  let last = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    if (event.at > at) break;
    const isOut = state === "OPTED_OUT";
    if (event.at < last || (event.kind === "reversal") !== isOut)
      throw new SymbolonError("E3010", { step: event.kind, reason: `the person is ${state}` });
    state = event.kind === "opt-out" ? "OPTED_OUT" : "REVERSED";
    last = event.at;
  }
  return state;
}

/**
 * Whether a person's records stay out of a permit or request approved at that time: they had opted out by then, in the very second included,
 * and not reversed it (Art. 71(3)). What they do later changes nothing about it.
 */
export function isOptedOutOf(events: readonly OptOutEvent[], approvedAt: number): boolean {
  return optOutStateAt(events, approvedAt) === "OPTED_OUT";
}
