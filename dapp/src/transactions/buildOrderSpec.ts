import {
  checkOrderSpec,
  type DatasetSchema,
  DEFAULT_THRESHOLDS,
  type FileContents,
  type Hex,
  HIGH_FIDELITY_THRESHOLDS,
  isPrivateOrder,
  type LINKED,
  OrderSpec,
  type PrivateOrderSpec,
  parseDocument,
} from "@symbolon/protocol";
import { checkJointOrder } from "@symbolon/synth-worker/joint";

/** What the nodes plan a private file by: what is promised, and about how many patients there are. */
export type OrderPlan = Pick<PrivateOrderSpec, "epsilon" | "delta" | "patients" | "mostPatients">;

/** What can be ordered here: files of records, but not of patients whom two hospitals link. */
export type OrderedContents = Exclude<FileContents, { readonly engine: typeof LINKED }>;

/** What the buyer chose; `rhoMicro` is what (epsilon, delta) allow, in micro-rho. `plan` null: high fidelity, which promises nothing. */
export type OrderChoices = {
  readonly chainId: number;
  readonly datasetIds: readonly string[];
  readonly schemaDigest: Hex;
  readonly schema: DatasetSchema;
  readonly contents: OrderedContents;
  readonly rows: number;
  readonly plan: OrderPlan | null;
  readonly rhoMicro: bigint;
  readonly purposeMask: number;
  readonly buyerKey: Hex;
  readonly thresholds?: { maxMeanTvd1: number; maxMeanTvd2: number; maxMiaAuc: number };
};

/**
 * The `symbolon-order/3` document of an order: dataset ids ascending. Throws E1006 when a choice is
 * out of range, and what checkOrderSpec and checkJointOrder throw for contents that do not fit the schema or the budget, so nothing
 * that cannot run is ever pinned or paid for.
 */
export function buildOrderSpec(choices: OrderChoices): OrderSpec {
  const spec = parseDocument(
    OrderSpec,
    {
      format: "symbolon-order/3",
      chainId: choices.chainId,
      datasetIds: ascending(choices.datasetIds),
      schemaDigest: choices.schemaDigest.toLowerCase(),
      rows: choices.rows,
      ...choices.plan,
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
  if (isPrivateOrder(spec)) checkJointOrder(spec, choices.schema);
  return spec;
}

/** Dataset ids as numbers ascending and without repeats, the order Market asks for. */
export function ascending(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}
