import { formatPercent } from "./formatNumber.ts";

type ReleaseView = {
  readonly kind: "private" | "high-fidelity" | "statistics";
  readonly epsilon: number | null;
  readonly membership: { readonly low: number | null; readonly high: number } | null;
  readonly passed: boolean | null;
};

/**
 * What is known of a file, in one line: epsilon or that there is none, the membership attack's 95 % interval (its upper end where that is all
 * there is), and the verdict. Figures made of distances to the closest record are never part of it: they say little about disclosure.
 */
export function releaseText({ kind, epsilon, membership, passed }: ReleaseView): string {
  const parts = [
    kind !== "private" ? "ε none" : epsilon === null ? null : `ε ${epsilon}`,
    membership === null ? null : membershipText(membership),
    passed === null ? null : passed ? "passed" : "not passed",
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

function membershipText({ low, high }: { readonly low: number | null; readonly high: number }): string {
  if (low === null) return `membership attack at most ${formatPercent(high)}`;
  return `membership attack ${(100 * low).toFixed(1)} to ${formatPercent(high)}`;
}
