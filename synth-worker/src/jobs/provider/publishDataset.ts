import { SymbolonError } from "@symbolon/protocol";
import type { Chain } from "../shared/chain.ts";
import type { ContentStore } from "../shared/contentStore.ts";
import type { Reporter } from "../shared/progress.ts";
import { findDataset, listingFile } from "./findDataset.ts";
import { listingOf } from "./listingOf.ts";
import type { Hospital } from "./openHospital.ts";

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
  const { listing, entry } = listingOf(hospital, node.renewalBps);
  await store.pinDocument(schema, "schema.json");
  const cid = await store.pinDocument(entry, "catalogue.json");
  const known = await findDataset({ chain, stateFolder: node.stateFolder, listing });
  if (known !== null) {
    const { datasetId, txHash } = known;
    const detail = known.wasKept ? "already listed" : "found on chain";
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
  const { txHash, gasUsed } = sent;
  const saved = { datasetId: datasetId.toString(), root: book.root, txHash };
  await listingFile(node.stateFolder).write(saved);
  const basis = hospital.config.lane === "ehds" ? "under data permits" : `consent root ${book.root}`;
  const detail = `${hospital.records.table.rows} records, ${basis}`;
  reporter.progress({ step: "listed", datasetId: datasetId.toString(), txHash, gasUsed, cid, detail });
  return datasetId;
}
