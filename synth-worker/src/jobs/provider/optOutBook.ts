import { join } from "node:path";
import { digestOfDocument, type Hex, merkleTree } from "@symbolon/protocol";
import { type StateFile, stateFile } from "../shared/stateFile.ts";

/** One patient's opt-out (Art. 71 of Regulation (EU) 2025/327) as the hospital keeps it. */
export type OptOutEntry = {
  /** Record number, from 0. */
  readonly row: number;
  readonly subject: string;
  readonly salt: Hex;
};

/** A list as it was anchored: everybody who had opted out by then. */
export type OptOutList = { readonly root: Hex; readonly entries: readonly OptOutEntry[] };

/** `opt-outs.json` in the state folder (mode 600): every list this hospital anchored or is about to anchor, oldest first. */
export type OptOutBook = { readonly format: "symbolon-opt-outs/1"; readonly lists: readonly OptOutList[] };

/** The hospital's book; null content: it has no list. */
export const optOutBookFile = (stateFolder: string): StateFile<OptOutBook> =>
  stateFile<OptOutBook>(join(stateFolder, "opt-outs.json"));

/** Root over salted entries, each hashed alone: who is not shown an entry learns nothing about it. */
export function optOutRoot(entries: readonly OptOutEntry[]): Hex {
  return merkleTree(entries.map(({ subject, salt }) => digestOfDocument({ subject, salt }))).root;
}
