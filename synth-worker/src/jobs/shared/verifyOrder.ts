import {
  checkOrderSpec,
  DatasetSchema,
  digestOfDocument,
  type HighFidelityOrderSpec,
  isPrivateOrder,
  OrderSpec,
  type PrivateOrderSpec,
  PURPOSES,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";
import { rhoMicroFor } from "../../privacy/rhoMicroFor.ts";
import { type CliqueLayout, cliqueLayout } from "../../tabular/cliqueLayout.ts";
import { domainOf } from "../../tabular/domain.ts";
import type { Chain } from "./chain.ts";
import type { ContentStore } from "./contentStore.ts";
import { type Dataset, readDataset } from "./readDataset.ts";
import type { Order } from "./readOrder.ts";

type Common = {
  readonly order: Order;
  readonly schema: DatasetSchema;
  /** In the order's sequence; `provider` is who offered the dataset when it was sold and is paid, whoever owns it now. */
  readonly datasets: readonly Dataset[];
};
/** A verified order of a differentially private file, with the layout of its tables. */
export type VerifiedPrivateOrder = Common & {
  readonly releaseClass: "private";
  readonly spec: PrivateOrderSpec;
  readonly layout: CliqueLayout;
};
/** A verified order of a high-fidelity file. */
export type VerifiedFileOrder = Common & {
  readonly releaseClass: "high-fidelity";
  readonly spec: HighFidelityOrderSpec;
};
/** An order whose every claim was checked by this process itself. */
export type VerifiedOrder = VerifiedPrivateOrder | VerifiedFileOrder;

/**
 * Checks an order against chain and content store, trusting no other process: the spec is the one paid for and says what the chain
 * says, its rho is at most what (epsilon, delta) allow (of a high-fidelity order the mark, and no data permit), its purpose is allowed by every
 * dataset, it fits its schema (workload, columns, cohort, size of the model), all datasets have its schema and are still in the version that
 * was sold. Whether a provider offers its release class is for that provider's node to say. Throws E4006 (or E3003 for the purpose), E1006 for an unreadable document, and what chain and store throw.
 */
export async function verifyOrder(chain: Chain, store: ContentStore, order: Order): Promise<VerifiedOrder> {
  const { orderId, terms } = order;
  const refuse = (reason: string): never => {
    throw new SymbolonError("E4006", { orderId, reason });
  };
  const spec = parseDocument(OrderSpec, await store.document(terms.specDigest), "order spec");
  if (digestOfDocument(spec) !== terms.specDigest) refuse("the spec is not in canonical form");
  if (spec.chainId !== chain.chainId) refuse(`the spec is for chain ${spec.chainId}`);
  if (spec.datasetIds.join() !== terms.datasetIds.join())
    refuse("the spec names other datasets than the order");
  if (BigInt(spec.rows) !== terms.rows) refuse("the spec asks for another number of rows than the order");
  if (BigInt(spec.rhoMicro) !== terms.rhoMicro) refuse("the spec's rho is not the rho reserved on chain");
  if (spec.buyerKey !== terms.buyerKey) refuse("the spec names another buyer key than the order");
  if (BigInt(spec.purpose) !== terms.purpose) refuse("the spec names another purpose than the order");
  if (!PURPOSES.some(({ bit }) => spec.purpose === 1 << bit))
    refuse("the purpose is not exactly one purpose of Art. 53");
  if (isPrivateOrder(spec)) {
    const allowedMicro = rhoMicroFor(spec.epsilon, spec.delta);
    if (terms.rhoMicro > allowedMicro) {
      refuse(`rho ${terms.rhoMicro} micro is above the ${allowedMicro} that epsilon and delta allow`);
    }
    if (terms.rhoMicro < 1n) refuse("rho is zero");
  } else if (terms.permitId !== 0n) {
    refuse("only differentially private files are made under a data permit");
  }
  const datasets = await Promise.all(
    terms.datasetIds.map(async (datasetId, i) => ({
      ...(await readDataset(chain, datasetId)),
      provider: terms.providers[i]!,
    })),
  );
  for (const [i, dataset] of datasets.entries()) {
    const { datasetId } = dataset;
    if (dataset.version !== terms.versions[i])
      refuse(
        `dataset ${datasetId} has version ${dataset.version} now, version ${terms.versions[i]} was sold`,
      );
    if ((dataset.purposesMask & spec.purpose) === 0) {
      throw new SymbolonError("E3003", { datasetId, purpose: spec.purpose });
    }
    if (dataset.schemaDigest !== spec.schemaDigest) refuse(`dataset ${datasetId} has another schema`);
    if (dataset.provider === terms.buyer) refuse(`the buyer provides dataset ${datasetId}`);
  }
  const schema = parseDocument(DatasetSchema, await store.document(spec.schemaDigest), "dataset schema");
  try {
    checkOrderSpec(spec, schema);
  } catch (cause) {
    if (!(cause instanceof SymbolonError)) throw cause;
    throw new SymbolonError("E4006", { orderId, reason: `${cause.message} ${cause.todo}` }, { cause });
  }
  if (!isPrivateOrder(spec)) return { releaseClass: "high-fidelity", order, spec, schema, datasets };
  const layout = cliqueLayout(domainOf(schema), spec.workload);
  return { releaseClass: "private", order, spec, schema, layout, datasets };
}
