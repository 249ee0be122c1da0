import {
  type CatalogueDocument,
  checkOrderSpec,
  type DatasetSchema,
  digestOfDocument,
  documentBytes,
  type Hex,
  HIGH_FIDELITY,
  isLinkedOrder,
  joinSchemas,
  OrderSpec,
  offersHighFidelity,
  offersLinkage,
  parseDocument,
  SymbolonError,
  schemaOfDataset,
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
 * columns, fixed tables without one), E2014 (a cohort that cuts a bin), E2015 (a model too large), E2009 (chain), E2007 (dataset unknown), E2006 (not listed), E2008 (schemas differ), E3003 (purpose), E3001 (budget), E2017 (high fidelity not offered), E2021 (linkage not offered), E5001 (schema or entry not
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
    checkOrderSpec(spec, await schemaOf(gateway, spec));
    if (isLinkedOrder(spec)) for (const dataset of datasets) await requireLinkage(gateway, dataset);
    if (spec.engine === HIGH_FIDELITY) await requireOffer(gateway, datasets[0]!);
    const { cid, digest } = await gateway.contentStore.add(documentBytes(spec));
    return { ok: { cid, digest }, error: null };
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    const { code, what, todo } = error.toJSON();
    return { ok: null, error: { code, what, todo } };
  }
}

/** The order's schema; of linked patients the one that its parts make, which has to be the one that it names (E1006). */
async function schemaOf({ documents }: GatewayContext, spec: OrderSpec): Promise<DatasetSchema> {
  const digests = isLinkedOrder(spec)
    ? spec.parts.map(({ schemaDigest }) => schemaDigest)
    : [spec.schemaDigest];
  const schemas = await documents.load("schema", digests);
  const read = (digest: Hex): DatasetSchema => {
    const schema = schemas.get(digest) as DatasetSchema | undefined;
    if (schema === undefined) throw new SymbolonError("E5001", { cid: digest });
    return schema;
  };
  if (!isLinkedOrder(spec)) return read(spec.schemaDigest);
  const joined = joinSchemas(
    spec.parts.map(({ schemaDigest, columns }) => ({ schema: read(schemaDigest), columns })),
  );
  if (digestOfDocument(joined) !== spec.schemaDigest)
    throw invalid("schemaDigest is not of the parts' schema");
  return joined;
}

/** Throws E2021 unless the dataset's catalogue entry lets its patients be linked. */
async function requireLinkage(gateway: GatewayContext, dataset: DatasetRow): Promise<void> {
  if (!offersLinkage(await entryOf(gateway, dataset)))
    throw new SymbolonError("E2021", { datasetId: dataset.id });
}

/** Throws E2017 unless the dataset's catalogue entry offers high-fidelity files. */
async function requireOffer(gateway: GatewayContext, dataset: DatasetRow): Promise<void> {
  if (!offersHighFidelity(await entryOf(gateway, dataset)))
    throw new SymbolonError("E2017", { datasetId: dataset.id });
}

async function entryOf({ documents }: GatewayContext, dataset: DatasetRow): Promise<CatalogueDocument> {
  const digest = dataset.catalogue_digest;
  const entry = (await documents.load("catalogue", [digest])).get(digest);
  if (entry === undefined) throw new SymbolonError("E5001", { cid: digest });
  return entry as CatalogueDocument;
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
    const schemaDigest = schemaOfDataset(spec, datasetId);
    if (dataset.schema_digest !== schemaDigest) throw new SymbolonError("E2008", { datasetId, schemaDigest });
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
