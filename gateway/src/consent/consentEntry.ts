import type { ConsentEvent, ConsentRecord, Hex, OptOutEvent } from "@symbolon/protocol";

/** What the vault keeps of one consent, sealed: all that is needed to prove and to withdraw it. */
export type StoredConsent = {
  readonly kind: "consent";
  readonly record: ConsentRecord;
  readonly salt: Hex;
  readonly consentKey: Hex;
  readonly privateKey: Hex;
  readonly nullifier: Hex;
  readonly events: readonly ConsentEvent[];
  /** Unix seconds; null for none. */
  readonly validUntil: number | null;
};

/** What it keeps of a person's opt-outs, sealed. */
export type StoredOptOut = {
  readonly kind: "opt-out";
  readonly subject: string;
  readonly salt: Hex;
  readonly events: readonly OptOutEvent[];
};

export type StoredEntry = StoredConsent | StoredOptOut;

/** The person an entry is about, by the hospital's pseudonym. */
export function subjectOf(entry: StoredEntry): string {
  return entry.kind === "consent" ? entry.record.subject : entry.subject;
}
