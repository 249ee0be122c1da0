import { type ConsentStatus, consentStatusAt, type OptOutState, optOutStateAt } from "@symbolon/protocol";
import type { Database } from "../database/Database.ts";
import { subjectOf } from "./consentEntry.ts";
import { sealedEntries } from "./sealedEntries.ts";

/** Where a person stands with one dataset: each consent's status with the record's commitment, and whether they are opted out. */
export type PersonStanding = {
  readonly consents: readonly { readonly recordId: string; readonly status: ConsentStatus }[];
  readonly optOut: OptOutState;
};

/** A person's standing by the hospital's pseudonym, at unix seconds `now`; nothing kept of somebody is no consent and no opt-out. */
export async function personStanding(
  database: Database,
  { datasetId, subject, now }: { readonly datasetId: string; readonly subject: string; readonly now: number },
): Promise<PersonStanding> {
  const entries = sealedEntries(database);
  const consents = (await entries.all(datasetId, "consent")).flatMap(({ entry, recordHash }) =>
    entry.kind === "consent" && subjectOf(entry) === subject
      ? [{ recordId: recordHash ?? "", status: consentStatusAt(entry.events, now, entry.validUntil) }]
      : [],
  );
  const events = (await entries.all(datasetId, "opt-out")).flatMap(({ entry }) =>
    entry.kind === "opt-out" && subjectOf(entry) === subject ? entry.events : [],
  );
  return { consents, optOut: optOutStateAt(events, now) };
}
