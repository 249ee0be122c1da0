import { randomBytes } from "node:crypto";
import { type Hex, SymbolonError, toHex } from "@symbolon/protocol";
import { computeAddress, SigningKey } from "ethers";
import type { Database } from "../database/Database.ts";
import { subjectOf } from "./consentEntry.ts";
import { sealedEntries } from "./sealedEntries.ts";

/** Who holds a key, and under which law receipts are written (ISO 3166 code, or EU). */
export type KeyHolder = { readonly subject: string; readonly jurisdiction: string };

/** Keys by which patients speak for themselves, without an account anywhere. */
export type PatientKeys = {
  /**
   * A new key for a person; several may be open at once. The hub keeps the key's address alone, so only who has the link can use it. A person
   * without any entry gets one that says nothing yet.
   */
  issue(datasetId: string, holder: KeyHolder): Promise<Hex>;
  /**
   * The same for a key that the person's link has already, from a node's consent book: its address, again without harm. Throws E9002 for one that
   * acts for a person of another dataset.
   */
  admit(datasetId: string, holder: KeyHolder, account: string): Promise<void>;
  /** Null for a key that was not issued for this dataset, and once the person's entries are erased. */
  holderOf(datasetId: string, account: string): Promise<KeyHolder | null>;
};

/** PatientKeys over the tables of PATIENT_TABLES and the vault's entries. */
export function patientKeys(database: Database): PatientKeys {
  const entries = sealedEntries(database);
  const allOf = async (datasetId: string) => [
    ...(await entries.all(datasetId, "consent")),
    ...(await entries.all(datasetId, "opt-out")),
  ];
  const find = async (datasetId: string, subject: string) =>
    (await allOf(datasetId)).find(({ entry }) => subjectOf(entry) === subject);
  const admit: PatientKeys["admit"] = async (datasetId, { subject, jurisdiction }, account) => {
    if ((await find(datasetId, subject)) === undefined) {
      const salt = toHex(randomBytes(32));
      await database.transaction((transaction) =>
        entries.insert(transaction, datasetId, { kind: "opt-out", subject, salt, events: [] }, null),
      );
    }
    const { entryId } = (await find(datasetId, subject))!;
    const kept = await database.query(
      `INSERT INTO gateway.patient_key AS known (account, dataset_id, entry_id, jurisdiction) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account) DO UPDATE SET entry_id = $3, jurisdiction = $4 WHERE known.dataset_id = $2 RETURNING account`,
      [account.toLowerCase(), datasetId, entryId, jurisdiction],
    );
    if (kept.length === 0)
      throw new SymbolonError("E9002", { reason: `key ${account} acts for a person of another dataset` });
  };
  return {
    admit,
    async issue(datasetId, holder) {
      const privateKey = toHex(randomBytes(32));
      await admit(datasetId, holder, computeAddress(new SigningKey(privateKey)));
      return privateKey;
    },
    async holderOf(datasetId, account) {
      const [key] = await database.query<{ entry_id: string; jurisdiction: string }>(
        "SELECT entry_id, jurisdiction FROM gateway.patient_key WHERE account = $1 AND dataset_id = $2",
        [account.toLowerCase(), datasetId],
      );
      if (key === undefined) return null;
      const found = (await allOf(datasetId)).find(({ entryId }) => entryId === key.entry_id);
      return found === undefined ? null : { subject: subjectOf(found.entry), jurisdiction: key.jurisdiction };
    },
  };
}
