import type { CatalogueEntry } from "../catalogueEntry.ts";

/** E3xxx: consent, budget and permits. */
export const CONSENT_ERRORS = {
  E3001: {
    what: "Dataset {datasetId} has {availableMicro} micro-rho left, the order needs {requestedMicro}.",
    todo: "Lower epsilon or choose another dataset; nothing was charged.",
    retryable: false,
  },
  E3002: {
    what: "Consent of dataset {datasetId} changed after order {orderId} was claimed.",
    todo: "The job cannot finish; call refund, then order again.",
    retryable: false,
  },
  E3003: {
    what: "Purpose {purpose} is not allowed for dataset {datasetId}.",
    todo: "Order for a purpose the provider allows.",
    retryable: false,
  },
  E3004: {
    what: "No consent record for {subject} in this node.",
    todo: "Check the record number with the hospital's consent file.",
    retryable: false,
  },
  E3005: {
    what: "Data permit {permitId} does not cover this: {reason}.",
    todo: "Ask the health data access body that issued it; nothing was charged.",
    retryable: false,
  },
  E3006: {
    what: "You may still use {availableMicro} micro-rho of dataset {datasetId}, the order needs {requestedMicro}.",
    todo: "The provider bounds what one buyer may use: lower epsilon or choose another dataset; nothing was charged.",
    retryable: false,
  },
  E3007: {
    what: "Dataset {datasetId} is used under a data permit only.",
    todo: "Order with a permit of a health data access body that covers it; nothing was charged.",
    retryable: false,
  },
  E3008: {
    what: "The provider has suspended the use of dataset {datasetId}.",
    todo: "Wait until it is resumed or choose another dataset; nothing was charged.",
    retryable: false,
  },
  E3009: {
    what: "The privacy budget does not cover {what}: it needs {requested}, {available} of {total} is left.",
    todo: "Ask for less or raise epsilon; nothing was looked at and nothing was charged.",
    retryable: false,
  },
  E3010: {
    what: "The step {step} is not open: {reason}.",
    todo: "Look at where the proceeding stands and who acts next; nothing was changed.",
    retryable: false,
  },
  E3011: {
    what: "No access to records: {reason}.",
    todo: "Ask the health data access body; a permit that is active and names you is needed.",
    retryable: false,
  },
  E3012: {
    what: "This applicant may not ask for {what}: {reason}.",
    todo: "Correct the application or name the mandate; nothing was submitted.",
    retryable: false,
  },
  E3013: {
    what: "The proceeding is at act {current}, this one was made for {given}.",
    todo: "Read the proceeding again, then sign the next act.",
    retryable: false,
  },
  E3014: {
    what: "There is no {what} here.",
    todo: "Check the number and the country.",
    retryable: false,
  },
  E3015: {
    what: "Account {account} is excluded from access to health data until {until}.",
    todo: "Apply after that time, or contest the exclusion before the access body.",
    retryable: false,
  },
  E3016: {
    what: "The spec cannot be ordered: {reason}.",
    todo: "Attest the order with the account and the permit that it is bought with; nothing was charged.",
    retryable: false,
  },
} as const satisfies Record<string, CatalogueEntry>;
