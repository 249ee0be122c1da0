import { StatisticsOrderSpec } from "@symbolon/protocol";

const WORD = `0x${"ab".repeat(32)}`;

/** An order of a statistic over so many hospitals, everything else as it is by default unless `change` says. */
export function specOf(request: object, hospitals: number, change: object = {}): StatisticsOrderSpec {
  return StatisticsOrderSpec.parse({
    format: "symbolon-order/3",
    engine: "statistics",
    rows: 1,
    rhoMicro: "1",
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

/** What makes an order private; rho is far above what this epsilon allows, since only nodes check that. */
export const PRIVATE = {
  rhoMicro: "50000",
  release: { kind: "private", epsilon: 1, delta: 1e-6 },
} as const;
