import { StatisticsSpec } from "@symbolon/protocol";

const WORD = `0x${"ab".repeat(32)}`;

/** An order of a statistic over so many hospitals, everything else as it is by default unless `change` says. */
export function specOf(request: object, hospitals: number, change: object = {}): StatisticsSpec {
  return StatisticsSpec.parse({
    format: "symbolon-statistics/1",
    chainId: 31337,
    schemaDigest: WORD,
    datasetIds: Array.from({ length: hospitals }, (_, i) => String(i + 1)),
    purpose: 1,
    buyerKey: WORD,
    request,
    release: { kind: "aggregate" },
    ...change,
  });
}

/** A private release; rho is far above what this epsilon allows, since only nodes check that. */
export const PRIVATE = { kind: "private", epsilon: 1, delta: 1e-6, rhoMicro: "50000" } as const;
