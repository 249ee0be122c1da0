import {
  type CatalogueDocument,
  checkOrderSpec,
  type DatasetSchema,
  documentBytes,
  isPrivateOrder,
  OrderSpec,
  offersHighFidelity,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";
import type { GatewayContext } from "../../gatewayContext.ts";
import { type BudgetRow, type DatasetRow, datasetStorage } from "../dataset/datasetStorage.ts";

/** PinOrderSpecResult of schema.graphql. */
export type PinOrderSpecResult =
  | { readonly ok: { readonly cid: string; readonly digest: string }; readonly error: null }
  | {
      readonly ok: null;
      readonly error: { readonly code: string; readonly what: string; readonly todo: string };
    };

/**
 * Checks an order spec against protocol, chain and catalogue, then pins its canonical bytes. A convenience: contracts and nodes check
 * again, this says what is wrong before money is spent. Every catalogued failure is data: E1006 (shape, order of ids, unknown or repeated
 * columns, fixed tables without one), E2014 (a cohort that cuts a bin), E2015 (a model too large), E2009 (chain), E2007 (dataset unknown), E2006 (not listed), E2008 (schemas differ), E3003 (purpose), E3001 (budget), E2017 (high fidelity not offered), E5001 (schema or entry not
 * fetched yet), E5004 (storage).
 */
export async function pinOrderSpec(gateway: GatewayContext, value: unknown): Promise<PinOrderSpecResult> {
  try {
    const spec = parseDocument(OrderSpec, value, "order spec");
    const expected = gateway.deployment.chainId;
    if (spec.chainId !== expected) throw new SymbolonError("E2009", { actual: spec.chainId, expected });
    checkIds(spec);
    const storage = datasetStorage(gateway.database);
    const [datasets, budgets] = await Promise.all([
      storage.byIds(spec.datasetIds),
      storage.budgets(spec.datasetIds),
    ]);
    checkDatasets(spec, datasets, budgets);
    const schemas = await gateway.documents.load("schema", [spec.schemaDigest]);
    const schema = schemas.get(spec.schemaDigest) as DatasetSchema | undefined;
    if (schema === undefined) throw new SymbolonError("E5001", { cid: spec.schemaDigest });
    checkOrderSpec(spec, schema);
    if (!isPrivateOrder(spec)) await requireOffer(gateway, datasets[0]!);
    const { cid, digest } = await gateway.contentStore.add(documentBytes(spec));
    return { ok: { cid, digest }, error: null };
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    const { code, what, todo } = error.toJSON();
    return { ok: null, error: { code, what, todo } };
  }
}

/** Throws E2017 unless the dataset's catalogue entry offers high-fidelity files. */
async function requireOffer({ documents }: GatewayContext, dataset: DatasetRow): Promise<void> {
  const digest = dataset.catalogue_digest;
  const entry = (await documents.load("catalogue", [digest])).get(digest);
  if (entry === undefined) throw new SymbolonError("E5001", { cid: digest });
  if (!offersHighFidelity(entry as CatalogueDocument))
    throw new SymbolonError("E2017", { datasetId: dataset.id });
}

function checkIds({ datasetIds }: OrderSpec): void {
  for (const [i, id] of datasetIds.entries())
    if (i > 0 && BigInt(id) <= BigInt(datasetIds[i - 1]!)) throw invalid("datasetIds do not ascend");
}

function checkDatasets(
  spec: OrderSpec,
  datasets: readonly DatasetRow[],
  budgets: readonly BudgetRow[],
): void {
  if ((spec.purpose & (spec.purpose - 1)) !== 0) throw invalid("purpose is not exactly one bit");
  for (const datasetId of spec.datasetIds) {
    const dataset = datasets.find(({ id }) => id === datasetId);
    if (dataset === undefined) throw new SymbolonError("E2007", { datasetId });
    if (dataset.status !== "LISTED") throw new SymbolonError("E2006", { datasetId });
    if (dataset.schema_digest !== spec.schemaDigest)
      throw new SymbolonError("E2008", { datasetId, schemaDigest: spec.schemaDigest });
    if ((dataset.purposes_mask & spec.purpose) !== spec.purpose)
      throw new SymbolonError("E3003", { datasetId, purpose: spec.purpose });
    const availableMicro = BigInt(budgets.find(({ id }) => id === datasetId)?.available_micro ?? "0");
    if (BigInt(spec.rhoMicro) > availableMicro)
      throw new SymbolonError("E3001", { datasetId, availableMicro, requestedMicro: spec.rhoMicro });
  }
}

function invalid(reason: string): SymbolonError {
  return new SymbolonError("E1006", { document: "order spec", reason });
}
