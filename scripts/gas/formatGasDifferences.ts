import type { GasDifference } from "./snapshot.ts";

/** Differences as lines for a terminal, those that fail first. */
export function formatGasDifferences(differences: readonly GasDifference[]): string {
  const width = Math.max(0, ...differences.map(({ operation }) => operation.length));
  const number = (gas: number | null, absent: string) => (gas === null ? absent : String(gas)).padStart(10);
  return differences
    .toSorted((a, b) => Number(b.isBeyond) - Number(a.isBeyond))
    .map(({ operation, committed, measured, percent, isBeyond }) => {
      const change = percent === null ? "" : `${percent > 0 ? "+" : ""}${percent.toFixed(2)} %`;
      return `${isBeyond ? "FAILED" : "ok    "} ${operation.padEnd(width)} ${number(committed, "new")} -> ${number(measured, "gone")}  ${change}`.trimEnd();
    })
    .join("\n");
}
