import { randomBytes } from "node:crypto";
import {
  type ConsentEvent,
  type ConsentReceipt,
  type ConsentRecord,
  consentCommitment,
  consentReceipt,
  consentStatusAt,
  type Hex,
  isValidConsent,
  type OptOutEvent,
  type OptOutReceipt,
  optOutReceipt,
  optOutStateAt,
  type ReceiptCircumstances,
  SymbolonError,
  toHex,
} from "@symbolon/protocol";
import { computeAddress, SigningKey } from "ethers";
import type { Database } from "../database/Database.ts";
import { type StoredConsent, type StoredOptOut, subjectOf } from "./consentEntry.ts";
import { type OpenedEntry, sealedEntries } from "./sealedEntries.ts";

type Opened<T> = OpenedEntry & { readonly entry: T };

/**
 * A holder's book of consents and opt-outs, for the hub that the holder itself runs: it knows patients by the hospital's pseudonym. Persons are
 * found by opening the dataset's entries, because an index over persons would outlive their erasure.
 */
export type ConsentVault = {
  /** Keeps a consent under a fresh salt, key and nullifier; gives its commitment. `status` other than given is kept too, as what it is. */
  give(datasetId: string, consent: NewConsent): Promise<Hex>;
  /** Withdraws every valid consent of the person. Gives how many. Throws E3004 when there is none. */
  withdraw(datasetId: string, subject: string): Promise<number>;
  /** Opts the person out, or takes that back; no reason is asked or kept. Throws E3010 where it is so already. */
  optOut(datasetId: string, subject: string, kind: OptOutEvent["kind"], at?: number): Promise<void>;
  /** Receipts of all consents of the person. Throws E3004. */
  receipts(
    datasetId: string,
    subject: string,
    circumstances: ReceiptCircumstances,
  ): Promise<ConsentReceipt[]>;
  /** Throws E3004 for who never opted out. */
  optOutReceipt(datasetId: string, subject: string, holder: string): Promise<OptOutReceipt>;
  /**
   * Erases all that is kept of the person: keys, salts, records. The commitments on chain stay and mean nothing any more. Valid consents are
   * withdrawn first and their withdrawal is sent first, else the chain would go on counting them in: E3010. Throws E3004 for nobody.
   */
  erase(datasetId: string, subject: string): Promise<number>;
  /** How many entries have which status now; "OPTED_OUT" and "REVERSED" for opt-outs, "ERASED" for what is gone. */
  counts(datasetId: string): Promise<Record<string, number>>;
};

/** A consent as it comes in; `at` and `validUntil` in unix seconds. */
export type NewConsent = {
  readonly record: ConsentRecord;
  readonly status: ConsentEvent["status"];
  readonly at: number;
  readonly validUntil: number | null;
};

/** ConsentVault over the tables of CONSENT_TABLES; `now` is the clock in unix seconds. */
export function consentVault(database: Database, now: () => number): ConsentVault {
  const entries = sealedEntries(database);
  const consents = async (datasetId: string) =>
    (await entries.all(datasetId, "consent")) as Opened<StoredConsent>[];
  const optOuts = async (datasetId: string) =>
    (await entries.all(datasetId, "opt-out")) as Opened<StoredOptOut>[];
  const of = <T extends OpenedEntry>(list: readonly T[], subject: string) =>
    list.filter(({ entry }) => subjectOf(entry) === subject);
  const statusOf = ({ events, validUntil }: StoredConsent) => consentStatusAt(events, now(), validUntil);

  return {
    async give(datasetId, { record, status, at, validUntil }) {
      const salt = toHex(randomBytes(32));
      const privateKey = toHex(randomBytes(32));
      const recordHash = consentCommitment(salt, record);
      const entry: StoredConsent = {
        kind: "consent",
        record,
        salt,
        consentKey: computeAddress(new SigningKey(privateKey)).toLowerCase() as Hex,
        privateKey,
        nullifier: toHex(randomBytes(32)),
        events: eventsFor(status, at),
        validUntil,
      };
      await database.transaction((transaction) => entries.insert(transaction, datasetId, entry, recordHash));
      return recordHash;
    },
    async withdraw(datasetId, subject) {
      const own = of(await consents(datasetId), subject);
      const valid = own.filter(({ entry }) => isValidConsent(statusOf(entry)));
      if (valid.length === 0) throw new SymbolonError("E3004", { subject });
      await database.transaction(async (transaction) => {
        for (const { entryId, entry } of valid) {
          const events: ConsentEvent[] = [...entry.events, { status: "ConsentWithdrawn", at: now() }];
          await entries.replace(transaction, entryId, { ...entry, events });
        }
      });
      return valid.length;
    },
    async optOut(datasetId, subject, kind, at = now()) {
      const [present] = of(await optOuts(datasetId), subject);
      const events = [...(present?.entry.events ?? []), { kind, at }];
      optOutStateAt(events, at);
      await database.transaction(async (transaction) => {
        if (present !== undefined) {
          await entries.replace(transaction, present.entryId, { ...present.entry, events });
          return;
        }
        const entry: StoredOptOut = { kind: "opt-out", subject, salt: toHex(randomBytes(32)), events };
        await entries.insert(transaction, datasetId, entry, null);
      });
    },
    async receipts(datasetId, subject, circumstances) {
      const own = of(await consents(datasetId), subject);
      if (own.length === 0) throw new SymbolonError("E3004", { subject });
      return own.map(({ recordHash, entry: { record, events, validUntil } }) =>
        consentReceipt({ record, recordId: recordHash as Hex, events, validUntil, circumstances }),
      );
    },
    async optOutReceipt(datasetId, subject, holder) {
      const [own] = of(await optOuts(datasetId), subject);
      if (own === undefined) throw new SymbolonError("E3004", { subject });
      return optOutReceipt(subject, holder, own.entry.events);
    },
    async erase(datasetId, subject) {
      const own = of(await consents(datasetId), subject);
      const anchored = own.filter(({ batch, sent }) => batch !== null && !sent);
      if (anchored.length > 0)
        throw new SymbolonError("E3010", {
          step: "erase",
          reason: "an anchored consent has to be withdrawn on chain first",
        });
      const all = [...own, ...of(await optOuts(datasetId), subject)];
      if (all.length === 0) throw new SymbolonError("E3004", { subject });
      await database.transaction(async (transaction) => {
        for (const { entryId } of all) await entries.erase(transaction, entryId, now());
      });
      return all.length;
    },
    async counts(datasetId) {
      const counts: Record<string, number> = {};
      const add = (name: string, by = 1) => {
        if (by > 0) counts[name] = (counts[name] ?? 0) + by;
      };
      for (const { entry } of await consents(datasetId)) add(statusOf(entry));
      for (const { entry } of await optOuts(datasetId)) add(optOutStateAt(entry.events, now()));
      const [erased] = await database.query<{ n: number }>(
        "SELECT count(*)::integer AS n FROM gateway.consent_entry WHERE dataset_id = $1 AND erased_at IS NOT NULL",
        [datasetId],
      );
      add("ERASED", erased?.n ?? 0);
      return counts;
    },
  };
}

/** Events that lead to a status: an end is the end of something given. */
function eventsFor(status: ConsentEvent["status"], at: number): ConsentEvent[] {
  const ended = ["ConsentExpired", "ConsentWithdrawn", "ConsentRevoked", "ConsentInvalidated"];
  if (ended.includes(status))
    return [
      { status: "ConsentGiven", at },
      { status, at },
    ];
  return status === "ConsentUnknown" ? [] : [{ status, at }];
}
