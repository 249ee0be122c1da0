import type { CatalogueEntry } from "../catalogueEntry.ts";

/** E5xxx: storage and keys. */
export const STORAGE_ERRORS = {
  E5001: {
    what: "Content {cid} was not found.",
    todo: "Try again when the pinning node is up.",
    retryable: true,
  },
  E5002: {
    what: "Content {cid} does not match its digest.",
    todo: "Do not use it; fetch from another node.",
    retryable: false,
  },
  E5003: {
    what: "The file cannot be decrypted: {reason}.",
    todo: "Use the key the order was placed with.",
    retryable: false,
  },
  E5004: {
    what: "The storage node does not answer: {reason}.",
    todo: "Check IPFS_API_URL; trying again is safe.",
    retryable: true,
  },
  E5005: {
    what: "The key for order {orderId} is not released: {reason}.",
    todo: "It is released when the order is finalised and while access lasts.",
    retryable: false,
  },
  E5006: {
    what: "The storage node cannot keep {what}: {reason}.",
    todo: "Free space on its disk or add a back end; nothing was lost, trying again is safe.",
    retryable: true,
  },
  E5007: {
    what: "The key of order {orderId} was destroyed at {at}.",
    todo: "Its time was over; the receipt is in the hub's key log. Order again.",
    retryable: false,
  },
  E5008: {
    what: "The wrapped key of order {orderId} is another one by now.",
    todo: "Download the key again, wrap that one, and sign a new request.",
    retryable: false,
  },
} as const satisfies Record<string, CatalogueEntry>;
