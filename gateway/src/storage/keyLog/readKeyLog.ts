import { type Hex, KeyLogDay, KeyLogDetail, parseDocument } from "@symbolon/protocol";
import type { Database } from "../../database/Database.ts";

/** A closed day as it is published. `signature` is null for a hub without an account, `anchor` (a transaction hash) until it is final on chain. */
export type PublishedDay = {
  readonly document: KeyLogDay;
  readonly digest: Hex;
  readonly cid: string | null;
  readonly signer: Hex | null;
  readonly signature: Hex | null;
  readonly anchor: Hex | null;
};

type DayRow = {
  readonly document: string;
  readonly digest: Hex;
  readonly cid: string | null;
  readonly signer: Hex | null;
  readonly signature: Hex | null;
  readonly anchor_hash: Hex | null;
};

/** What is read of the key log. */
export type KeyLogReader = {
  day(day: string): Promise<PublishedDay | null>;
  /** All closed days, oldest first. */
  days(): Promise<PublishedDay[]>;
  /** Entries of one order in full, of all orders without one, oldest first. */
  details(orderId?: bigint): Promise<KeyLogDetail[]>;
};

/** KeyLogReader over the tables of STORAGE_TABLES. Throws E1006 for a row that is none. */
export function readKeyLog(database: Database): KeyLogReader {
  const COLUMNS = "document, digest, cid, signer, signature, anchor_hash";
  const published = ({ document, anchor_hash, ...row }: DayRow): PublishedDay => ({
    document: parseDocument(KeyLogDay, JSON.parse(document), "key log day"),
    ...row,
    anchor: anchor_hash,
  });
  return {
    async day(day) {
      const [row] = await database.query<DayRow>(
        `SELECT ${COLUMNS} FROM gateway.key_log_day WHERE day = $1`,
        [day],
      );
      return row === undefined ? null : published(row);
    },
    days: async () =>
      (await database.query<DayRow>(`SELECT ${COLUMNS} FROM gateway.key_log_day ORDER BY day`)).map(
        published,
      ),
    details: async (orderId) =>
      (
        await database.query<{ detail: string }>(
          "SELECT detail FROM gateway.key_log WHERE $1::numeric IS NULL OR order_id = $1::numeric ORDER BY sequence",
          [orderId?.toString() ?? null],
        )
      ).map(({ detail }) => parseDocument(KeyLogDetail, JSON.parse(detail), "key log entry")),
  };
}
