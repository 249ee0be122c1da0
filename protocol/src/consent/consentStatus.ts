import { SymbolonError } from "../errors/SymbolonError.ts";

/** Consent status of DPV 2 (https://w3id.org/dpv#); only the first two let anybody process data. */
export const CONSENT_STATUSES = [
  "ConsentGiven",
  "RenewedConsentGiven",
  "ConsentUnknown",
  "ConsentRequested",
  "ConsentRequestDeferred",
  "ConsentRefused",
  "ConsentExpired",
  "ConsentInvalidated",
  "ConsentRevoked",
  "ConsentWithdrawn",
] as const;
export type ConsentStatus = (typeof CONSENT_STATUSES)[number];

/** A change of status (`at` in unix seconds). Withdrawn is by the person, revoked by another party. */
export type ConsentEvent = { readonly status: ConsentStatus; readonly at: number };

const ANSWERS: readonly ConsentStatus[] = ["ConsentGiven", "ConsentRefused", "ConsentRequestDeferred"];
const ENDS: readonly ConsentStatus[] = [
  "ConsentWithdrawn",
  "ConsentRevoked",
  "ConsentInvalidated",
  "ConsentExpired",
];
/** What may follow what. An end is final: whoever consents anew gives a new consent, with a new key. */
const NEXT: Readonly<Record<ConsentStatus, readonly ConsentStatus[]>> = {
  ConsentUnknown: ["ConsentRequested", ...ANSWERS],
  ConsentRequested: ANSWERS,
  ConsentRequestDeferred: ANSWERS,
  ConsentRefused: [],
  ConsentGiven: ["RenewedConsentGiven", ...ENDS],
  RenewedConsentGiven: ["RenewedConsentGiven", ...ENDS],
  ConsentExpired: ["RenewedConsentGiven"],
  ConsentWithdrawn: [],
  ConsentRevoked: [],
  ConsentInvalidated: [],
};

/** Whether data may be processed on a consent of this status. */
export function isValidConsent(status: ConsentStatus): boolean {
  return status === "ConsentGiven" || status === "RenewedConsentGiven";
}

/**
 * Status after events, oldest first, at a time: what they say, or expired once `validUntil` (unix seconds, null for none) is over. No event
 * is no consent. Throws E3010 for an event that cannot follow the one before it.
 */
export function consentStatusAt(
  events: readonly ConsentEvent[],
  at: number,
  validUntil: number | null = null,
): ConsentStatus {
  let status: ConsentStatus = "ConsentUnknown";
  let last = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    if (event.at > at) break;
    if (event.at < last || !NEXT[status].includes(event.status))
      throw new SymbolonError("E3010", { step: event.status, reason: `the consent is ${status}` });
    ({ status } = event);
    last = event.at;
  }
  return isValidConsent(status) && validUntil !== null && at > validUntil ? "ConsentExpired" : status;
}
