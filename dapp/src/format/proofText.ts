import { isPrivateOrder, type OrderSpec } from "@symbolon/protocol";
import { formatDelta } from "./privacyMeaning.ts";

/** What an order's text promises about privacy: "ε 1, δ 1e−6", or that it promises nothing. */
export function proofText(spec: OrderSpec): string {
  return isPrivateOrder(spec)
    ? `ε ${spec.epsilon}, δ ${formatDelta(spec.delta)}`
    : "none: not differentially private";
}
