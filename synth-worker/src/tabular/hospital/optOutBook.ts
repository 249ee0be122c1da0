import { digestOfDocument, type Hex, merkleTree, parseDocument } from "@symbolon/protocol";
import { z } from "zod";

const hex = z.custom<Hex>(
  (value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value),
  "32 bytes as 0x hex",
);

/** One patient's opt-out (Art. 71 of Regulation (EU) 2025/327) as the hospital keeps it; `row` is the record number, from 0. */
const OptOutEntry = z.strictObject({ row: z.int().min(0), subject: z.string(), salt: hex });
export type OptOutEntry = Readonly<z.infer<typeof OptOutEntry>>;

/** A list as it was anchored: everybody who had opted out by then. */
const OptOutList = z.strictObject({ root: hex, entries: z.array(OptOutEntry) });
export type OptOutList = { readonly root: Hex; readonly entries: readonly OptOutEntry[] };

/** `opt-outs.json` in the state folder (mode 600): every list this hospital anchored or is about to anchor, oldest first. */
const OptOutBook = z.strictObject({ format: z.literal("symbolon-opt-outs/1"), lists: z.array(OptOutList) });
export type OptOutBook = { readonly format: "symbolon-opt-outs/1"; readonly lists: readonly OptOutList[] };

/** Parses an opt-out book; throws E1006 naming the first fault. */
export function parseOptOutBook(value: unknown): OptOutBook {
  return parseDocument(OptOutBook, value, "opt-out book");
}

/** Root over salted entries, each hashed alone: who is not shown an entry learns nothing about it. Throws RangeError for no entries. */
export function optOutRoot(entries: readonly OptOutEntry[]): Hex {
  return merkleTree(entries.map(({ subject, salt }) => digestOfDocument({ subject, salt }))).root;
}
