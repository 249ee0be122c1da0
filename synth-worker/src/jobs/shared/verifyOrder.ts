import {
  type DatasetSchema,
  type HighFidelityOrderSpec,
  isPrivateOrder,
  isStatisticsOrder,
  type LinkedOrderSpec,
  OrderSpec,
  type PrivateOrderSpec,
  parseDocument,
  type StatisticsOrderSpec,
} from "@symbolon/protocol";
import type { JointPlan } from "../../joint/jointPlan.ts";
import { checkDatasetsOfOrder } from "../../joint/upload/checkDatasetsOfOrder.ts";
import { checkSpecOfOrder } from "../../joint/upload/checkSpecOfOrder.ts";
import { planOfOrder } from "../../joint/upload/planOfOrder.ts";
import type { Chain } from "./chain.ts";
import type { ContentStore } from "./contentStore.ts";
import { type Dataset, readDataset } from "./readDataset.ts";
import type { Order } from "./readOrder.ts";
import { schemaOfOrder } from "./schemaOfOrder.ts";

type Common = {
  readonly order: Order;
  readonly schema: DatasetSchema;
  /** In the order's sequence; `provider` is who offered the dataset when it was sold and is paid, whoever owns it now. */
  readonly datasets: readonly Dataset[];
};
/** A verified order of a differentially private file, with the plan of its computation. */
export type VerifiedPrivateOrder = Common & {
  readonly releaseClass: "private";
  /** Of two hospitals' linked patients, or of hospitals with the same columns. */
  readonly spec: PrivateOrderSpec | LinkedOrderSpec;
  readonly plan: JointPlan;
};
/** One of two hospitals' linked patients. */
export type VerifiedLinkedOrder = VerifiedPrivateOrder & { readonly spec: LinkedOrderSpec };
/** A verified order of a high-fidelity file. */
export type VerifiedFileOrder = Common & {
  readonly releaseClass: "high-fidelity";
  readonly spec: HighFidelityOrderSpec;
};
/** A verified order of a statistic, whatever its release. */
export type VerifiedStatisticsOrder = Common & {
  readonly releaseClass: "statistics";
  readonly spec: StatisticsOrderSpec;
};
/** An order whose every claim was checked by this process itself; `releaseClass` tells the kinds apart. */
export type VerifiedOrder = VerifiedPrivateOrder | VerifiedFileOrder | VerifiedStatisticsOrder;

/**
 * Checks an order against chain and content store, trusting no other process: the spec is the one paid for and says what the chain
 * says, its rho is at most what (epsilon, delta) allow (of a high-fidelity file or an aggregate the mark, and no data permit), its purpose is allowed by every
 * dataset, it fits its schema (workload, columns, cohort, size of the model), all datasets have its schema and are still in the version that
 * was sold. Whether a provider offers its release class is for that provider's node to say. Throws E4006 (or E3003 for the purpose), E1006 for an unreadable document, and what chain and store throw.
 */
export async function verifyOrder(chain: Chain, store: ContentStore, order: Order): Promise<VerifiedOrder> {
  const { orderId, terms } = order;
  const spec = parseDocument(OrderSpec, await store.document(terms.specDigest), "order spec");
  checkSpecOfOrder(spec, { orderId, terms, chainId: chain.chainId });
  const datasets = await Promise.all(
    terms.datasetIds.map(async (datasetId, i) => ({
      ...(await readDataset(chain, datasetId)),
      provider: terms.providers[i]!,
    })),
  );
  checkDatasetsOfOrder(datasets, { orderId, terms, spec });
  const schema = await schemaOfOrder(store, spec, orderId);
  const plan = planOfOrder(spec, { orderId, schema });
  if (isStatisticsOrder(spec)) return { releaseClass: "statistics", order, spec, schema, datasets };
  return isPrivateOrder(spec)
    ? { releaseClass: "private", order, spec, schema, plan: plan!, datasets }
    : { releaseClass: "high-fidelity", order, spec, schema, datasets };
}
