import { randomInt } from "node:crypto";
import {
  consentLeaf,
  consentStatusAt,
  digestOfDocument,
  type Hex,
  isValidConsent,
  merkleTree,
  type OptOutState,
  optOutStateAt,
  SymbolonError,
} from "@symbolon/protocol";
import type { Database } from "../database/Database.ts";
import type { StoredConsent, StoredOptOut } from "./consentEntry.ts";
import { type OpenedEntry, sealedEntries } from "./sealedEntries.ts";

type Opened<T> = OpenedEntry & { readonly entry: T };

/**
 * What the holder's account sends to ConsentRegistry, many persons at once, so that neither time nor number of a transaction tells about one.
 */
export type AnchorBatches = {
  /**
   * Root over the consents that are valid and in no batch yet, in random order, for anchorRoot; the same again until it is noted as anchored.
   * Null when there is none.
   */
  consents(datasetId: string): Promise<{ readonly root: Hex; readonly leaves: number } | null>;
  /** Notes that a root is on chain, once its transaction is final. Throws E3014 for another one. */
  anchored(datasetId: string, root: string): Promise<void>;
  /**
   * Nullifiers of anchored consents that were withdrawn and not sent yet, for withdrawBatch; `evidenceDigest` is the sha256 of the canonical
   * list of their commitments, which the holder keeps. Null when there is none.
   */
  withdrawals(
    datasetId: string,
  ): Promise<{ readonly nullifiers: readonly Hex[]; readonly evidenceDigest: Hex } | null>;
  /** Notes that withdrawals were sent, once their transaction is final. Throws E3014 for a nullifier that is not among them. */
  withdrawalsSent(datasetId: string, nullifiers: readonly string[]): Promise<void>;
  /** The salted list of all who have opted out now, for anchorOptOutRoot; null for nobody. Same leaves as a hospital node's. */
  optOuts(datasetId: string): Promise<OptOutList | null>;
};

/** Who has opted out, in the order of the root's leaves; `reversed` are those who took it back, whom an older list may name. */
export type OptOutList = {
  readonly root: Hex;
  readonly persons: number;
  readonly entries: readonly { readonly subject: string; readonly salt: Hex }[];
  readonly reversed: readonly string[];
};

/** AnchorBatches over the tables of CONSENT_TABLES; `now` is the clock in unix seconds. */
export function anchorBatches(database: Database, now: () => number): AnchorBatches {
  const entries = sealedEntries(database);
  const consentsOf = async (datasetId: string) =>
    (await entries.all(datasetId, "consent")) as Opened<StoredConsent>[];
  const isValid = ({ events, validUntil }: StoredConsent) =>
    isValidConsent(consentStatusAt(events, now(), validUntil));
  const pending = async (datasetId: string) =>
    (await consentsOf(datasetId)).filter(
      ({ entry, batch, sent }) => batch !== null && !sent && !isValid(entry),
    );

  return {
    async consents(datasetId) {
      const [open] = await database.query<{ root: Hex; leaves: number }>(
        "SELECT root, leaves FROM gateway.consent_batch WHERE dataset_id = $1 AND NOT anchored ORDER BY batch LIMIT 1",
        [datasetId],
      );
      if (open !== undefined) return open;
      const waiting = (await consentsOf(datasetId)).filter(
        ({ entry, batch }) => batch === null && isValid(entry),
      );
      if (waiting.length === 0) return null;
      const shuffled = shuffle(waiting);
      const { root } = merkleTree(
        shuffled.map(({ entry, recordHash }) =>
          consentLeaf({
            consentKey: entry.consentKey,
            recordHash: recordHash as Hex,
            nullifier: entry.nullifier,
          }),
        ),
      );
      await database.transaction(async (transaction) => {
        const [last] = await transaction.query<{ batch: number }>(
          "SELECT COALESCE(max(batch), 0)::integer AS batch FROM gateway.consent_batch WHERE dataset_id = $1",
          [datasetId],
        );
        const batch = (last?.batch ?? 0) + 1;
        await transaction.query(
          "INSERT INTO gateway.consent_batch (dataset_id, batch, root, leaves, made_at) VALUES ($1, $2, $3, $4, $5)",
          [datasetId, batch, root, shuffled.length, now()],
        );
        await transaction.query(
          `UPDATE gateway.consent_entry e SET batch = $1, leaf_index = w.place
           FROM unnest($2::text[], $3::integer[]) AS w(entry_id, place) WHERE e.entry_id = w.entry_id`,
          [batch, shuffled.map(({ entryId }) => entryId), shuffled.map((_, place) => place)],
        );
      });
      return { root, leaves: shuffled.length };
    },
    async anchored(datasetId, root) {
      const noted = await database.query(
        "UPDATE gateway.consent_batch SET anchored = true WHERE dataset_id = $1 AND root = $2 RETURNING batch",
        [datasetId, root],
      );
      if (noted.length === 0) throw new SymbolonError("E3014", { what: `batch ${root}` });
    },
    async withdrawals(datasetId) {
      const list = await pending(datasetId);
      if (list.length === 0) return null;
      return {
        nullifiers: list.map(({ entry }) => entry.nullifier),
        evidenceDigest: digestOfDocument(list.map(({ recordHash }) => recordHash).sort()),
      };
    },
    async withdrawalsSent(datasetId, nullifiers) {
      const byNullifier = new Map(
        (await pending(datasetId)).map((each) => [each.entry.nullifier, each.entryId]),
      );
      const ids = nullifiers.map((nullifier) => {
        const entryId = byNullifier.get(nullifier as Hex);
        if (entryId === undefined) throw new SymbolonError("E3014", { what: `withdrawal ${nullifier}` });
        return entryId;
      });
      await database.query("UPDATE gateway.consent_entry SET sent = true WHERE entry_id = ANY($1::text[])", [
        ids,
      ]);
    },
    async optOuts(datasetId) {
      const list = (await entries.all(datasetId, "opt-out")) as Opened<StoredOptOut>[];
      const those = (state: OptOutState) =>
        list.flatMap(({ entry }) => (optOutStateAt(entry.events, now()) === state ? [entry] : []));
      const entriesOut = those("OPTED_OUT").map(({ subject, salt }) => ({ subject, salt }));
      if (entriesOut.length === 0) return null;
      return {
        root: merkleTree(entriesOut.map(digestOfDocument)).root,
        persons: entriesOut.length,
        entries: entriesOut,
        reversed: those("REVERSED").map(({ subject }) => subject),
      };
    },
  };
}

/** A uniform permutation (Fisher and Yates) from cryptographic randomness: a place in the tree tells nothing. */
function shuffle<T>(list: readonly T[]): T[] {
  const shuffled = [...list];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}
