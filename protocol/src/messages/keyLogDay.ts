import { z } from "zod";
import { bytes32 } from "./scalars.ts";

/**
 * `symbolon-key-log/1`: the public side of one UTC day of a hub's key log. `details` are the digests of the day's entries in order; from
 * `previousHash` (the head of the day before, or keyLogGenesis) they chain to `head` (keyLogHash). `previousDay` is the digest of the document
 * before, null in the first one. A day without an entry has a document too.
 */
export const KeyLogDay = z.strictObject({
  format: z.literal("symbolon-key-log/1"),
  chainId: z.int().positive(),
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  previousDay: bytes32.nullable(),
  /** Number of the day's first entry; of the next one when there is none. Entries count from 1. */
  firstSequence: z.int().positive(),
  previousHash: bytes32,
  details: z.array(bytes32),
  head: bytes32,
  /** Digests of the retention receipts that the day's entries name. */
  receipts: z.array(bytes32),
});
export type KeyLogDay = z.infer<typeof KeyLogDay>;
