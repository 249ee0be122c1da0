import type { Hex } from "@symbolon/protocol";

/** A transaction of the hub's account, signed and not sent. */
export type SignedAnchor = { readonly hash: Hex; readonly raw: Hex; readonly nonce: number };

/** The hub's own account on chain: signs days of the key log and sends transactions to itself that carry a digest. All throw E6001. */
export interface HubAccount {
  /** In lower case. */
  readonly account: Hex;
  /** EIP-712 signature of KEY_LOG_DAY_TYPES. */
  signDay(day: string, digest: Hex): Promise<Hex>;
  /** A transaction to itself with `data`, under the account's next number. */
  prepare(data: Hex): Promise<SignedAnchor>;
  /** Sends it, again too: the chain takes a signed transaction once. Throws E6003 when the node refuses it for what it is. */
  broadcast(raw: Hex): Promise<void>;
  /** Where a transaction is; `confirmations` counts its own block. Null while it is in none. */
  outcome(hash: Hex): Promise<{ readonly blockNumber: number; readonly confirmations: number } | null>;
  /** How many transactions of the account are in blocks. */
  nonce(): Promise<number>;
}
