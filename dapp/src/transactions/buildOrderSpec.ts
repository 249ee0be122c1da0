import {
  type DatasetSchema,
  DEFAULT_THRESHOLDS,
  type Hex,
  OrderSpec,
  parseDocument,
} from "@symbolon/protocol";

/** What the buyer chose; `rhoMicro` is what (epsilon, delta) allow, in micro-rho. */
export type OrderChoices = {
  readonly chainId: number;
  readonly datasetIds: readonly string[];
  readonly schemaDigest: Hex;
  readonly schema: DatasetSchema;
  readonly rows: number;
  readonly epsilon: number;
  readonly delta: number;
  readonly rhoMicro: bigint;
  readonly purposeMask: number;
  readonly buyerKey: Hex;
  readonly thresholds?: { maxMeanTvd1: number; maxMeanTvd2: number; maxMiaAuc: number };
};

/**
 * The `symbolon-order/1` document of an order: dataset ids ascending, the schema's own pairs. Throws E1006 when a choice is
 * out of range, so nothing invalid is ever pinned or paid for.
 */
export function buildOrderSpec(choices: OrderChoices): OrderSpec {
  return parseDocument(
    OrderSpec,
    {
      format: "symbolon-order/1",
      chainId: choices.chainId,
      datasetIds: ascending(choices.datasetIds),
      schemaDigest: choices.schemaDigest.toLowerCase(),
      engine: "tree",
      rows: choices.rows,
      epsilon: choices.epsilon,
      delta: choices.delta,
      rhoMicro: choices.rhoMicro.toString(),
      pairs: choices.schema.pairs,
      purpose: choices.purposeMask,
      buyerKey: choices.buyerKey.toLowerCase(),
      thresholds: choices.thresholds ?? DEFAULT_THRESHOLDS,
    },
    "order",
  );
}

/** Dataset ids as numbers ascending and without repeats, the order Market asks for. */
export function ascending(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}
