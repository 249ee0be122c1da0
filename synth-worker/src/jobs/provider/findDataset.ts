import { join } from "node:path";
import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { Chain } from "../shared/chain.ts";
import { contractErrorOf } from "../shared/chainError.ts";
import { readLogs } from "../shared/readLogs.ts";
import { type StateFile, stateFile } from "../shared/stateFile.ts";
import { type Listing, NO_ROOT } from "./listingOf.ts";

/** `listing.json` in the state folder: which dataset this hospital serves. */
export type SavedListing = { readonly datasetId: string; readonly root: Hex; readonly txHash: string };

/** The file of a state folder. */
export const listingFile = (stateFolder: string): StateFile<SavedListing> =>
  stateFile<SavedListing>(join(stateFolder, "listing.json"));

/**
 * The dataset that this hospital has listed: the one in its state folder, else an earlier publication on chain, which is then kept; null when there
 * is none. Nothing is published. Throws E1006 for a listing of another chain or account, E6001.
 */
export async function findDataset(node: {
  readonly chain: Chain;
  readonly stateFolder: string;
  readonly listing: Listing;
}): Promise<(SavedListing & { readonly wasKept: boolean }) | null> {
  const { chain, listing } = node;
  const file = listingFile(node.stateFolder);
  const saved = await file.read();
  const known = saved ?? (await findListing(chain, listing));
  if (known === null) return null;
  await requireOwn(chain, BigInt(known.datasetId), listing.consentRoot);
  if (saved === null) await file.write(known);
  return { ...known, wasKept: saved !== null };
}

/**
 * An earlier publication by this account: the one with this consent root (roots are random), in the EHDS lane the one with this catalogue
 * entry, whose identifier is made from the root of the hospital's own book.
 */
async function findListing(chain: Chain, own: Listing): Promise<SavedListing | null> {
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
