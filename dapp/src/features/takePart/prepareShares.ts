import {
  DatasetSchema,
  type Hex,
  isLinkedOrder,
  type JobHistory,
  type OrderRecord,
  OrderSpec,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";
import {
  checkDatasetsOfOrder,
  checkSpecOfOrder,
  cryptoEntropy,
  jointJobId,
  planOfOrder,
  sealTables,
} from "@symbolon/synth-worker/upload";
import { type ClaimNode, checkClaim } from "../../data/chain/checkClaim.ts";
import type { ContractReader } from "../../data/chain/contractReader.ts";
import type { ConsentEvents } from "../../data/chain/readConsentEvents.ts";
import { countPatients } from "./countPatients.ts";
import { excludedRows } from "./excludedRows.ts";
import { ownDataset } from "./ownDataset.ts";
import { type PickedFiles, readHospitalFiles } from "./readHospitalFiles.ts";
import { shareKey } from "./shareKey.ts";
import type { SealedShares } from "./shareStore.ts";

/** Where the page reads what it checks. */
export type UploadSource = {
  readonly chainId: number;
  /** Order and job as the chain has them now. */
  readonly order: () => Promise<{ readonly order: OrderRecord; readonly job: JobHistory }>;
  /** The document of a digest, its bytes checked. */
  readonly document: (digest: Hex) => Promise<unknown>;
  readonly read: ContractReader;
  readonly consentEvents: (datasetId: bigint) => Promise<ConsentEvents>;
};

/**
 * Makes every check of a hospital's node (order, datasets, consent or permit, budget, nodes), counts, and checks again: a withdrawal mined while
 * counting changes the epoch. Then draws and seals the shares. Nothing is counted before every check has passed, and nothing leaves here. Throws
 * E2010 for an order that takes no shares now, E4006, E3002, E3003, E3005, E2016, and E1001 to E1008 for the files.
 */
export async function prepareShares(
  source: UploadSource,
  account: Hex,
  picked: PickedFiles,
): Promise<{ readonly key: string; readonly shares: SealedShares }> {
  const { chainId } = source;
  const { order, job } = await source.order();
  const { orderId, terms } = order;
  await checked(source, order, job);
  const spec = parseDocument(OrderSpec, await source.document(terms.specDigest), "order spec");
  checkSpecOfOrder(spec, { orderId, terms, chainId });
  const datasets = await Promise.all(terms.datasetIds.map((datasetId) => datasetNow(source.read, datasetId)));
  checkDatasetsOfOrder(datasets, { orderId, terms, spec });
  const schema = parseDocument(DatasetSchema, await source.document(spec.schemaDigest), "dataset schema");
  const plan = planOfOrder(spec, { orderId, schema });
  if (plan === null || isLinkedOrder(spec)) {
    const reason = "this page takes part with shares of tables; other orders need the hospital's own node";
    throw new SymbolonError("E4006", { orderId, reason });
  }
  const files = await readHospitalFiles(picked, schema);
  const datasetId = await ownDataset(source.read, { orderId, terms, account, root: files.book.root });
  const pinned = job.record.consentEpochs[terms.datasetIds.indexOf(datasetId)]!;
  const pinnedList = terms.permitId === 0n ? null : pinned;
  const excluded = excludedRows(files, await source.consentEvents(datasetId), pinnedList);
  const tables = countPatients({ plan, spec, schema, orderId, datasetId, files, excluded });

  const now = await source.order();
  const key = shareKey(chainId, orderId, job, datasetId);
  if (shareKey(chainId, orderId, now.job, datasetId) !== key)
    throw new SymbolonError("E4008", { orderId, reason: "it was claimed again meanwhile" });
  const nodes = await checked(source, now.order, now.job);
  const messages = await sealTables({
    plan,
    job: jointJobId({ order, spec }, job),
    chainId,
    orderId,
    datasetId,
    tables,
    nodes,
    entropy: cryptoEntropy(),
  });
  const packages = messages.map((message, i) => {
    const { account: node, endpoint } = nodes[i]!;
    return { node, endpoint, message };
  });
  return { key, shares: { datasetId: datasetId.toString(), packages, delivered: [] } };
}

async function checked(source: UploadSource, order: OrderRecord, job: JobHistory): Promise<ClaimNode[]> {
  const { orderId, terms, status } = order;
  if (status !== "ESCROWED") throw new SymbolonError("E2010", { orderId, status });
  if (job.state !== "CLAIMED") throw new SymbolonError("E2010", { orderId, status: job.state });
  return checkClaim(source.read, { orderId, terms, job: job.record });
}

async function datasetNow(read: ContractReader, datasetId: bigint) {
  const { version, purposesMask, schemaDigest } = await read<{
    version: number | bigint;
    purposesMask: number | bigint;
    schemaDigest: Hex;
  }>("datasetRegistry", "datasetOf", [datasetId]);
  return { version: BigInt(version), purposesMask: Number(purposesMask), schemaDigest };
}
