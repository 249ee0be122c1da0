import { join } from "node:path";
import { buildCatalogueEntry, digestOfDocument, type Hex, PURPOSES, SymbolonError } from "@symbolon/protocol";
import { keccak256, toUtf8Bytes } from "ethers";
import type { Chain } from "../shared/chain.ts";
import { contractErrorOf } from "../shared/chainError.ts";
import type { ContentStore } from "../shared/contentStore.ts";
import type { Reporter } from "../shared/progress.ts";
import { readLogs } from "../shared/readLogs.ts";
import { stateFile } from "../shared/stateFile.ts";
import type { Hospital } from "./openHospital.ts";

/** `listing.json` in the state folder: which dataset this node serves. */
type Saved = { readonly datasetId: string; readonly root: Hex; readonly txHash: string };

const LANE = { commercial: 0, ehds: 1 } as const;
const NO_COSTS = { holderWei: "0", computeWei: "0", evaluationWei: "0", accessBodyWei: "0" };
const NO_ROOT: Hex = `0x${"00".repeat(32)}`;

/**
 * Publishes the hospital's dataset in one transaction (terms, budget, consent root), once: a listing in the state folder or on chain
 * is taken over, so a crash between sending and saving never lists twice. Schema and catalogue entry are pinned first. `renewalBps` is
 * for a configuration that does not say it. Throws E6003 when the contract refuses, E1006 for a listing of another chain or account.
 */
export async function publishDataset(node: {
  readonly chain: Chain;
  readonly store: ContentStore;
  readonly hospital: Hospital;
  readonly stateFolder: string;
  readonly reporter: Reporter;
  readonly renewalBps: number;
}): Promise<bigint> {
  const { chain, store, hospital, reporter } = node;
  const { schema, book } = hospital;
  const entry = catalogueEntryOf(hospital);
  await store.pinDocument(schema, "schema.json");
  const cid = await store.pinDocument(entry, "catalogue.json");
  const file = stateFile<Saved>(join(node.stateFolder, "listing.json"));
  const saved = await file.read();
  const listing = listingOf(hospital, digestOfDocument(entry), node.renewalBps);
  const known = saved ?? (await findListing(chain, listing));
  if (known !== null) {
    await requireOwn(chain, BigInt(known.datasetId), listing.consentRoot);
    if (saved === null) await file.write(known);
    const { datasetId, txHash } = known;
    const detail = saved === null ? "found on chain" : "already listed";
    reporter.progress({ step: "listed", datasetId, txHash, cid, detail });
    return BigInt(datasetId);
  }
  const sent = await chain.send("datasetRegistry", "publish", listing);
  const event = sent.receipt.logs
    .map((log) => chain.contracts.datasetRegistry.interface.parseLog(log))
    .find((parsed) => parsed?.name === "DatasetPublished");
  const datasetId = event?.args.datasetId as bigint | undefined;
  if (datasetId === undefined)
    throw new SymbolonError("E6001", { reason: "the receipt has no DatasetPublished event" });
  await file.write({ datasetId: datasetId.toString(), root: book.root, txHash: sent.txHash });
  const { txHash, gasUsed } = sent;
  const basis = hospital.config.lane === "ehds" ? "under data permits" : `consent root ${book.root}`;
  const detail = `${hospital.records.table.rows} records, ${basis}`;
  reporter.progress({ step: "listed", datasetId: datasetId.toString(), txHash, gasUsed, cid, detail });
  return datasetId;
}

/** IDatasetRegistry.Listing. The EHDS lane has no consent root: its basis is the permit. */
function listingOf({ config, schema, book }: Hospital, catalogueDigest: Hex, renewalBps: number) {
  const isEhds = config.lane === "ehds";
  return {
    catalogueDigest,
    schemaDigest: digestOfDocument(schema),
    licenceHash: keccak256(toUtf8Bytes(config.licence)),
    consentRoot: isEhds ? NO_ROOT : book.root,
    priceWei: BigInt(config.priceWei),
    rowPriceWei: BigInt(config.rowPriceWei),
    renewalBps: isEhds ? 0 : (config.renewalBps ?? renewalBps),
    rhoCapMicro: BigInt(config.rhoCapMicro),
    rhoPerBuyerMicro: BigInt(config.rhoPerBuyerMicro),
    purposesMask: purposesMaskOf(config.purposes),
    categoryCode: config.category,
    lane: LANE[config.lane],
    costs: config.costs ?? NO_COSTS,
  };
}

type ListingArgument = ReturnType<typeof listingOf>;

/**
 * An earlier publication by this account: the one with this consent root (roots are random), in the EHDS lane the one with this catalogue
 * entry, whose identifier is made from the root of the hospital's own book.
 */
async function findListing(chain: Chain, own: ListingArgument): Promise<Saved | null> {
  const to = await chain.ask((provider) => provider.getBlockNumber());
  const range = { from: chain.deployment.startBlock, to };
  const logs = await readLogs(chain, "datasetRegistry", "DatasetPublished", range, [null, chain.account]);
  const field = own.consentRoot === NO_ROOT ? "catalogueDigest" : "consentRoot";
  const found = logs.find((log) => log.args.listing[field] === own[field]);
  if (found === undefined) return null;
  const datasetId = (found.args.datasetId as bigint).toString();
  return { datasetId, root: own.consentRoot, txHash: found.txHash };
}

/** The dataset is this account's, and (commercial lane) has this consent root among its own. */
async function requireOwn(chain: Chain, datasetId: bigint, root: Hex): Promise<void> {
  const refuse = (reason: string) => new SymbolonError("E1006", { document: "listing.json", reason });
  let owner: string;
  try {
    owner = await chain.read<string>("datasetRegistry", "ownerOf", datasetId);
  } catch (error) {
    if (contractErrorOf(error) === null) throw error;
    throw refuse(
      `dataset ${datasetId} does not exist on this chain; use the STATE_DIR that belongs to the chain`,
    );
  }
  if (owner.toLowerCase() !== chain.account) throw refuse(`dataset ${datasetId} belongs to ${owner}`);
  if (root !== NO_ROOT && !(await chain.read<boolean>("consentRegistry", "isRoot", datasetId, root))) {
    throw refuse(
      `dataset ${datasetId} on this chain has another consent root; use the STATE_DIR that belongs to the chain`,
    );
  }
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
    offersHighFidelity: config.releaseClasses.includes("high-fidelity"),
  });
}
