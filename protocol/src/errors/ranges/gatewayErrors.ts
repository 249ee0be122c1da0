import type { CatalogueEntry } from "../catalogueEntry.ts";

/** E9xxx: the gateway. */
export const GATEWAY_ERRORS = {
  E9001: {
    what: "The gateway's answer cannot be used: {reason}.",
    todo: "Check that gateway and client are of one version.",
    retryable: false,
  },
  E9002: {
    what: "Not allowed: {reason}.",
    todo: "Sign with the account that holds the order.",
    retryable: false,
  },
  E9003: {
    what: "The request body has more than {limit} bytes.",
    todo: "Send less, or raise the limit in the process's environment.",
    retryable: false,
  },
  E9004: {
    what: "The request's signature does not hold: {reason}.",
    todo: "Sign again with the right account, chain id and clock.",
    retryable: false,
  },
  E9005: {
    what: "Order {orderId} already has another key release.",
    todo: "The first one stands; nothing was changed.",
    retryable: false,
  },
  E9006: { what: "{what} does not exist here.", todo: "See docs/API.md for what does.", retryable: false },
  E9007: {
    what: "The query asks for too much: {reason}.",
    todo: "Ask for fewer fields or smaller pages.",
    retryable: false,
  },
  E9008: {
    what: "Something unexpected went wrong in request {requestId}.",
    todo: "Give the operator this request id; trying again is safe.",
    retryable: true,
  },
  E9009: {
    what: "The request is not readable: {reason}.",
    todo: "Correct it; docs/API.md has examples.",
    retryable: false,
  },
  E9010: {
    what: "The index stopped before block {block}: {reason}.",
    todo: "Correct the mapping and restart; the index then starts again from the first block.",
    retryable: false,
  },
  E9011: {
    what: "The index cannot be written: {reason}.",
    todo: "Check the database and its disk; the index goes on by itself when they are back.",
    retryable: true,
  },
  E9012: {
    what: "This gateway does not know the operation {hash}.",
    todo: "Send the operation's text, or ask the operator to add it to the list.",
    retryable: false,
  },
  E9013: {
    what: "This gateway answers operations of its list only.",
    todo: "Send the sha256 of an operation of the list as documentId, or ask another gateway.",
    retryable: false,
  },
  E9014: {
    what: "You are not signed in: {reason}.",
    todo: "Sign in again; docs/API.md says how.",
    retryable: false,
  },
  E9020: {
    what: "{path} is not there as {accept}.",
    todo: "Ask for one of: {offered}.",
    retryable: false,
  },
  E9030: {
    what: "Task {kind} failed: {reason}.",
    todo: "See the log of that time; what it did before is kept, and it may be run again.",
    retryable: true,
  },
  E9031: {
    what: "A process ended, or lost its database, while it worked at task {kind}.",
    todo: "Look for a crash or too little memory at that time, then run the task again.",
    retryable: true,
  },
} as const satisfies Record<string, CatalogueEntry>;
