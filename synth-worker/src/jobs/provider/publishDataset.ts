import { join } from "node:path";
import { buildCatalogueEntry, digestOfDocument, type Hex, PURPOSES, SymbolonError } from "@symbolon/protocol";
import { keccak256, toUtf8Bytes } from "ethers";
import type { Chain } from "../shared/chain.ts";
import type { ContentStore } from "../shared/contentStore.ts";
import type { Reporter } from "../shared/progress.ts";
import { readLogs } from "../shared/readLogs.ts";
import { stateFile } from "../shared/stateFile.ts";
import type { Hospital } from "./openHospital.ts";

/** `listing.json` in the state folder: which dataset this node serves. */
type Listing = { readonly datasetId: string; readonly root: Hex; readonly txHash: string };

/**
 * Publishes the hospital's dataset in one transaction (terms, budget, consent root), once: a listing in the state folder or on chain
 * with this consent root is taken over, so a crash between sending and saving never lists twice. Schema and catalogue entry are pinned
 * first. Throws E6003 when the contract refuses, E1006 for a listing of another chain.
 */
export async function publishDataset(node: {
  readonly chain: Chain;
  readonly store: ContentStore;
  readonly hospital: Hospital;
  readonly stateFolder: string;
  readonly reporter: Reporter;
}): Promise<bigint> {
  const { chain, store, hospital, reporter } = node;
  const { config, schema, book } = hospital;
  const entry = catalogueEntryOf(hospital);
  await store.pinDocument(schema, "schema.json");
  const cid = await store.pinDocument(entry, "catalogue.json");
  const file = stateFile<Listing>(join(node.stateFolder, "listing.json"));
  const saved = await file.read();
  if (saved !== null) {
    const datasetId = BigInt(saved.datasetId);
    if (!(await chain.read<boolean>("consentRegistry", "isRoot", datasetId, book.root))) {
      const reason = `dataset ${datasetId} on this chain has another consent root; use the STATE_DIR that belongs to the chain`;
      throw new SymbolonError("E1006", { document: "listing.json", reason });
    }
    reporter.progress({
      step: "listed",
      datasetId: saved.datasetId,
      txHash: saved.txHash,
      cid,
      detail: "already listed",
    });
    return datasetId;
  }
  const found = await findListing(chain, book.root);
  if (found !== null) {
    await file.write(found);
    reporter.progress({
      step: "listed",
      datasetId: found.datasetId,
      txHash: found.txHash,
      cid,
      detail: "found on chain",
    });
    return BigInt(found.datasetId);
  }
  const sent = await chain.send("datasetRegistry", "publish", {
    catalogueDigest: digestOfDocument(entry),
    schemaDigest: digestOfDocument(schema),
    licenceHash: keccak256(toUtf8Bytes(config.licence)),
    consentRoot: book.root,
    priceWei: BigInt(config.priceWei),
    rhoCapMicro: BigInt(config.rhoCapMicro),
    purposesMask: purposesMaskOf(config.purposes),
    categoryCode: config.category,
    lane: 0,
  });
  const event = sent.receipt.logs
    .map((log) => chain.contracts.datasetRegistry.interface.parseLog(log))
    .find((parsed) => parsed?.name === "DatasetPublished");
  const datasetId = event?.args.datasetId as bigint | undefined;
  if (datasetId === undefined)
    throw new SymbolonError("E6001", { reason: "the receipt has no DatasetPublished event" });
  await file.write({ datasetId: datasetId.toString(), root: book.root, txHash: sent.txHash });
  const { txHash, gasUsed } = sent;
  const detail = `${hospital.records.table.rows} records, consent root ${book.root}`;
  reporter.progress({ step: "listed", datasetId: datasetId.toString(), txHash, gasUsed, cid, detail });
  return datasetId;
}

/** An earlier publication of this consent root by this account; roots are random, so an equal one is the same listing. */
async function findListing(chain: Chain, root: Hex): Promise<Listing | null> {
  const to = await chain.ask((provider) => provider.getBlockNumber());
  const range = { from: chain.deployment.startBlock, to };
  const logs = await readLogs(chain, "datasetRegistry", "DatasetPublished", range, [null, chain.account]);
  for (const log of logs) {
    const datasetId = log.args.datasetId as bigint;
    if (await chain.read<boolean>("consentRegistry", "isRoot", datasetId, root)) {
      return { datasetId: datasetId.toString(), root, txHash: log.txHash };
    }
  }
  return null;
}

function purposesMaskOf(codes: readonly string[]): number {
  return PURPOSES.filter(({ code }) => codes.includes(code)).reduce((mask, { bit }) => mask | (1 << bit), 0);
}

function catalogueEntryOf({ config, schema, records, book }: Hospital) {
  const { catalogue } = config;
  return buildCatalogueEntry({
    identifier: `${schema.name}-${book.root.slice(2, 18)}`,
    title: config.title,
    description: config.description,
    keywords: config.keywords,
    publisher: { name: config.publisher, contact: { email: config.contact } },
    hdab: { name: catalogue.hdab.name, contact: { page: catalogue.hdab.page } },
    categoryCode: config.category,
    healthThemes: catalogue.healthThemes,
    purposesMask: purposesMaskOf(config.purposes),
    records: records.table.rows,
    oneRecordPerPerson: true,
    populationCoverage: catalogue.populationCoverage,
    legalBasis: catalogue.legalBasis,
    provenance: catalogue.provenance,
    schema,
    licence: config.licence,
    accessUrl: catalogue.accessUrl,
  });
}
