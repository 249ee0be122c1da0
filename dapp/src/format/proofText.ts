import { AGGREGATE, isPrivateOrder, isStatisticsOrder, type OrderSpec } from "@symbolon/protocol";
import { formatDelta } from "./privacyMeaning.ts";

/** What an order's text promises about privacy: "ε 1, δ 1e−6", or that it promises nothing. */
export function proofText(spec: OrderSpec): string {
  if (isStatisticsOrder(spec)) {
    const { release } = spec;
    return release.kind === "private"
      ? `ε ${release.epsilon}, δ ${formatDelta(release.delta)}`
      : `none: ${AGGREGATE}`;
  }
  return isPrivateOrder(spec)
    ? `ε ${spec.epsilon}, δ ${formatDelta(spec.delta)}`
    : "none: not differentially private";
}
