import {
  canonicalJson,
  digestOfDocument,
  type Hex,
  SymbolonError,
  WithdrawalMessage,
} from "@symbolon/protocol";
import type { Database } from "../database/Database.ts";

/** Where a patient's withdrawal stands with this hub. */
export type MessageState = "NONE" | "RECEIVED" | "PASSED_ON";

/**
 * Withdrawals that patients signed and the hospital passes on, many at once, so that neither time nor number of a transaction tells about one.
 */
export type WithdrawalMessages = {
  /** Keeps a checked message; the same consent again changes nothing. */
  keep(message: WithdrawalMessage): Promise<void>;
  /** What was withdrawn and not passed on, for ConsentRegistry.withdrawBatch; the evidence is the messages themselves. Null when nothing waits. */
  waiting(datasetId: string): Promise<{
    readonly nullifiers: readonly Hex[];
    readonly evidenceDigest: Hex;
    readonly messages: readonly WithdrawalMessage[];
  } | null>;
  /** Notes that they were passed on, once their transaction is final. Throws E3014 for one that is not here. */
  passedOn(datasetId: string, nullifiers: readonly string[]): Promise<void>;
  stateOf(datasetId: string, consentKey: string): Promise<MessageState>;
};

/** WithdrawalMessages over the tables of PATIENT_TABLES; `now` is the clock in unix seconds. */
export function withdrawalMessages(database: Database, now: () => number): WithdrawalMessages {
  return {
    async keep(message) {
      const { datasetId, nullifier, consentKey } = message;
      await database.query(
        `INSERT INTO gateway.withdrawal_message (dataset_id, nullifier, consent_key, body, received_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        [datasetId, nullifier, consentKey.toLowerCase(), canonicalJson(message), now()],
      );
    },
    async waiting(datasetId) {
      // By nullifier, which is random: the order says nothing about who came first.
      const rows = await database.query<{ body: string }>(
        "SELECT body FROM gateway.withdrawal_message WHERE dataset_id = $1 AND NOT sent ORDER BY nullifier",
        [datasetId],
      );
      if (rows.length === 0) return null;
      const messages = rows.map(({ body }) => WithdrawalMessage.parse(JSON.parse(body)));
      const nullifiers = messages.map(({ nullifier }) => nullifier);
      return { nullifiers, evidenceDigest: digestOfDocument(messages), messages };
    },
    async passedOn(datasetId, nullifiers) {
      const noted = await database.query<{ nullifier: string }>(
        "UPDATE gateway.withdrawal_message SET sent = true WHERE dataset_id = $1 AND nullifier = ANY($2::text[]) RETURNING nullifier",
        [datasetId, nullifiers],
      );
      const missing = nullifiers.find((each) => !noted.some(({ nullifier }) => nullifier === each));
      if (missing !== undefined) throw new SymbolonError("E3014", { what: `withdrawal ${missing}` });
    },
    async stateOf(datasetId, consentKey) {
      const [row] = await database.query<{ sent: boolean }>(
        "SELECT sent FROM gateway.withdrawal_message WHERE dataset_id = $1 AND consent_key = $2 LIMIT 1",
        [datasetId, consentKey.toLowerCase()],
      );
      if (row === undefined) return "NONE";
      return row.sent ? "PASSED_ON" : "RECEIVED";
    },
  };
}
