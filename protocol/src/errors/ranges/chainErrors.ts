import type { CatalogueEntry } from "../catalogueEntry.ts";

/** E6xxx: chain and network. */
export const CHAIN_ERRORS = {
  E6001: {
    what: "The RPC does not answer: {reason}.",
    todo: "Check the URL; trying again is safe.",
    retryable: true,
  },
  E6002: {
    what: "The RPC serves chain {actual}, expected {expected}.",
    todo: "Point the RPC URL at the right chain; nothing was sent.",
    retryable: false,
  },
  E6003: { what: "The contract refused: {reason}.", todo: "{advice}", retryable: false },
  E6004: { what: "{url} does not answer: {reason}.", todo: "Trying again is safe.", retryable: true },
  E6005: {
    what: "The wallet did not sign: {reason}.",
    todo: "Nothing was sent; sign when you are ready.",
    retryable: false,
  },
  E6006: {
    what: "The RPC's events and its state of order {orderId} do not fit together.",
    todo: "It lags or the chain is being reorganised; nothing was done, trying again is safe.",
    retryable: true,
  },
  E6007: {
    what: "Transaction {tx} was sent and is not in a block after {seconds} seconds.",
    todo: "Raise its fee in your wallet, or wait; do not send it a second time.",
    retryable: false,
  },
  E6008: {
    what: "Transaction {tx} never took place: {reason}.",
    todo: "Nothing of it happened. Look at your wallet, and send it again when you are ready.",
    retryable: false,
  },
} as const satisfies Record<string, CatalogueEntry>;
