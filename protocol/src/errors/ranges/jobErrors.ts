import type { CatalogueEntry } from "../catalogueEntry.ts";

/** E4xxx: jobs and nodes. */
export const JOB_ERRORS = {
  E4001: {
    what: "Share vector has {length} cells, expected {expected}.",
    todo: "Both sides must use the same schema and workload.",
    retryable: false,
  },
  E4002: {
    what: "Dataset {datasetId} already sent its share for order {orderId}.",
    todo: "Nothing to do; the first share stands.",
    retryable: false,
  },
  E4003: {
    what: "Node {node} revealed something else than it committed to.",
    todo: "The job stops; the node is named in the log.",
    retryable: false,
  },
  E4004: {
    what: "A message for order {orderId} arrived in order {expected}.",
    todo: "Drop it; a replay is being tried.",
    retryable: false,
  },
  E4005: {
    what: "A share came from {sender}, who is not a party of order {orderId}.",
    todo: "Drop it.",
    retryable: false,
  },
  E4006: {
    what: "Order {orderId} asks for something this node refuses: {reason}.",
    todo: "The buyer corrects the spec and orders again; the escrow is refundable.",
    retryable: false,
  },
  E4007: {
    what: "Node {node} disagrees about {field} of order {orderId}.",
    todo: "The job stops; compare code versions.",
    retryable: false,
  },
  E4008: { what: "Order {orderId} is not ready: {reason}.", todo: "Try again shortly.", retryable: true },
  E4009: { what: "The signature on {message} is not by {expected}.", todo: "Drop it.", retryable: false },
  E4010: {
    what: "Node state of order {orderId} is damaged: {reason}.",
    todo: "The job cannot resume here; the escrow is refundable after the deadline.",
    retryable: false,
  },
  E4020: {
    what: "The joint computation of {orderId} stopped: {reason}.",
    todo: "Nothing was opened that was not verified. Find the cause before the order is run again, with new keys.",
    retryable: false,
  },
} as const satisfies Record<string, CatalogueEntry>;
