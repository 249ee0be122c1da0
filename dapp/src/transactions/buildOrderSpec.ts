import {
  checkOrderSpec,
  type DatasetSchema,
  DEFAULT_THRESHOLDS,
  type FileContents,
  type Hex,
  HIGH_FIDELITY_THRESHOLDS,
  isPrivateOrder,
  isStatisticsOrder,
  type LINKED,
  type LinkedOrderSpec,
  OrderSpec,
  type PrivateOrderSpec,
  parseDocument,
  type StatisticsOrderSpec,
} from "@symbolon/protocol";
import { checkJointOrder } from "@symbolon/synth-worker/joint";

/** What the nodes plan a private file by: what is promised, and about how many patients there are. */
export type OrderPlan = Pick<PrivateOrderSpec, "epsilon" | "delta" | "patients" | "mostPatients">;

/** What a file of records of unlinked patients holds. */
export type OrderedContents = Exclude<FileContents, { readonly engine: typeof LINKED }>;

/** What only an order of linked patients says. */
export type LinkedContents = Pick<LinkedOrderSpec, "engine" | "parts" | "workload">;

/** What only an order of a statistic says; limits of an aggregate may be left to their defaults. */
export type StatisticsContents = Pick<StatisticsOrderSpec, "engine" | "request" | "cohort"> & {
  readonly release:
    | Extract<StatisticsOrderSpec["release"], { kind: "private" }>
    | { readonly kind: "aggregate"; readonly minHospitals?: number };
};

/**
 * What the buyer chose; `rhoMicro` is what (epsilon, delta) allow, in micro-rho. `plan` null: high fidelity, which promises nothing, or a statistic,
 * whose contents say what it promises. `leastDatasets`: how many datasets of a private file are enough; absent: all.
 */
export type OrderChoices = {
  readonly chainId: number;
  readonly datasetIds: readonly string[];
  readonly schemaDigest: Hex;
  readonly schema: DatasetSchema;
  readonly contents: OrderedContents | LinkedContents | StatisticsContents;
  readonly rows: number;
  readonly plan: OrderPlan | null;
  readonly leastDatasets?: number | undefined;
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
      ...(choices.leastDatasets === undefined ? {} : { leastDatasets: choices.leastDatasets }),
      rhoMicro: choices.rhoMicro.toString(),
      ...choices.contents,
      purpose: choices.purposeMask,
      buyerKey: choices.buyerKey.toLowerCase(),
      ...thresholdsOf(choices),
    },
    "order",
  );
  checkOrderSpec(spec, choices.schema);
  if (isPrivateOrder(spec)) checkJointOrder(spec, choices.schema);
  return spec;
}

/** Figures are held against no records, so a statistic has no limits of this kind. */
function thresholdsOf({ contents, thresholds }: OrderChoices) {
  if (isStatisticsOrder(contents)) return {};
  return {
    thresholds: thresholds ?? (isPrivateOrder(contents) ? DEFAULT_THRESHOLDS : HIGH_FIDELITY_THRESHOLDS),
  };
}

/** Dataset ids as numbers ascending and without repeats, the order Market asks for. */
export function ascending(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}
