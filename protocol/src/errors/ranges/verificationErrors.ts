import type { CatalogueEntry } from "../catalogueEntry.ts";

/** E7xxx: verification. */
export const VERIFICATION_ERRORS = {
  E7001: {
    what: "The file's hash {actual} is not the hash on chain {expected}.",
    todo: "The file was changed; download it again.",
    retryable: false,
  },
  E7002: {
    what: "{document} does not match its digest on chain.",
    todo: "Do not trust it.",
    retryable: false,
  },
  E7003: {
    what: "The signature of {party} on {document} does not hold.",
    todo: "Do not trust it.",
    retryable: false,
  },
  E7004: {
    what: "Regenerating from the model gives other bytes (first difference at byte {offset}).",
    todo: "The file was not made from this model.",
    retryable: false,
  },
  E7005: {
    what: "{what}: chain says {actual}, expected {expected}.",
    todo: "Ask the market's operator; keep the evidence bundle.",
    retryable: false,
  },
  E7006: {
    what: "No order on chain has a file with hash {hash}.",
    todo: "Check the chain, or give --order if the file was changed.",
    retryable: false,
  },
} as const satisfies Record<string, CatalogueEntry>;
