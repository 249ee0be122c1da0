import {
  checkOrderSpec,
  type DatasetSchema,
  DEFAULT_THRESHOLDS,
  type Hex,
  HIGH_FIDELITY_THRESHOLDS,
  isPrivateOrder,
  type OrderContents,
  OrderSpec,
  parseDocument,
} from "@symbolon/protocol";

/** What the buyer chose; `rhoMicro` is what (epsilon, delta) allow, in micro-rho. `privacy` null: high fidelity, which promises none. */
export type OrderChoices = {
  readonly chainId: number;
  readonly datasetIds: readonly string[];
  readonly schemaDigest: Hex;
  readonly schema: DatasetSchema;
  readonly contents: OrderContents;
  readonly rows: number;
  readonly privacy: { readonly epsilon: number; readonly delta: number } | null;
  readonly rhoMicro: bigint;
  readonly purposeMask: number;
  readonly buyerKey: Hex;
  readonly thresholds?: { maxMeanTvd1: number; maxMeanTvd2: number; maxMiaAuc: number };
};

/**
 * The `symbolon-order/2` document of an order: dataset ids ascending. Throws E1006 when a choice is
 * out of range, and what checkOrderSpec throws for contents that do not fit the schema, so nothing invalid is ever pinned or paid for.
 */
export function buildOrderSpec(choices: OrderChoices): OrderSpec {
  const spec = parseDocument(
    OrderSpec,
    {
      format: "symbolon-order/2",
      chainId: choices.chainId,
      datasetIds: ascending(choices.datasetIds),
      schemaDigest: choices.schemaDigest.toLowerCase(),
      rows: choices.rows,
      ...choices.privacy,
      rhoMicro: choices.rhoMicro.toString(),
      ...choices.contents,
      purpose: choices.purposeMask,
      buyerKey: choices.buyerKey.toLowerCase(),
      thresholds:
        choices.thresholds ??
        (isPrivateOrder(choices.contents) ? DEFAULT_THRESHOLDS : HIGH_FIDELITY_THRESHOLDS),
    },
    "order",
  );
  checkOrderSpec(spec, choices.schema);
  return spec;
}

/** Dataset ids as numbers ascending and without repeats, the order Market asks for. */
export function ascending(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}
