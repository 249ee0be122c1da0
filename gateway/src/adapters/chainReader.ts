import type { Hex } from "@symbolon/protocol";

/**
 * What the gateway asks the chain itself, at the moment of a request, because an answer that moves a key must not come from an index.
 * All functions throw E6001 when the RPC does not answer.
 */
export interface ChainReader {
  blockNumber(): Promise<number>;
  /** Unix seconds of the latest block. */
  blockTime(): Promise<number>;
  /** Unix seconds until which the order's result may be downloaded; 0 before finalise, after refund and for unknown orders. */
  accessUntil(orderId: bigint): Promise<bigint>;
  /** Whether the account holds the order's access token. */
  holdsAccess(account: Hex, orderId: bigint): Promise<boolean>;
  /** nodes[0] of the order's job in lower case; null when nobody claimed it. Read from logs and proven by the job's hash on chain. */
  leadOf(orderId: bigint): Promise<Hex | null>;
  /** Seconds after settlement in which the buyer may dispute; fixed for a market. */
  disputeWindowSeconds(): Promise<number>;
  /** Releases the connection. */
  close(): void;
}
