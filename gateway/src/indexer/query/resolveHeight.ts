import { SymbolonError } from "@symbolon/protocol";
import type { Queryable } from "../../database/Database.ts";
import type { BlockRef } from "../store/blockTables.ts";

/** A `Block_height` argument. */
export type BlockHeight = {
  readonly hash?: string | null;
  readonly number?: number | null;
  readonly number_gte?: number | null;
};

/**
 * The block a query is answered at: the latest, one of the blocks that can still be taken back to, by number or by hash, or the latest if it
 * has reached `number_gte`. Throws E9006 for a block that is not there yet, was taken back, or is too old.
 */
export async function resolveHeight(database: Queryable, height: BlockHeight): Promise<BlockRef> {
  const [range] = await database.query<{ number: number; hash: string | null; oldest: number | null }>(
    `SELECT number, hash, (SELECT min(number) FROM indexer.block) AS oldest FROM indexer.cursor`,
  );
  if (range?.hash == null || range.oldest === null) throw missing("A block with data");
  const latest = { number: range.number, hash: range.hash };
  const { hash, number, number_gte: least } = height;
  if (hash != null) {
    const [known] = await database.query<BlockRef>("SELECT number, hash FROM indexer.block WHERE hash = $1", [
      hash.toLowerCase(),
    ]);
    if (known === undefined) throw missing(`Data at block ${hash.slice(0, 70)}`);
    return known;
  }
  if (least != null && least > latest.number) throw missing(`Data at block ${least}`);
  if (number == null || number === latest.number) return latest;
  if (number > latest.number || number < range.oldest) throw missing(`Data at block ${number}`);
  const [known] = await database.query<BlockRef>(
    "SELECT number, hash FROM indexer.block WHERE number <= $1 ORDER BY number DESC LIMIT 1",
    [number],
  );
  return { number, hash: known!.hash };
}

/** Whether a block that a query was answered at is still part of the index. */
export async function isKept(database: Queryable, { number, hash }: BlockRef): Promise<boolean> {
  const [row] = await database.query<{ hash: string; oldest: number }>(
    `SELECT hash, (SELECT min(number) FROM indexer.block) AS oldest FROM indexer.block
     WHERE number <= $1 ORDER BY number DESC LIMIT 1`,
    [number],
  );
  return row?.hash === hash && row.oldest <= number;
}

function missing(what: string): SymbolonError {
  return new SymbolonError("E9006", { what });
}
