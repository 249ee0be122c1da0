import type { Hex } from "@symbolon/protocol";

/** A data permit as PermitRegistry has it now; accounts in lower case, times in unix seconds. */
export type ChainPermit = {
  readonly issuer: Hex;
  readonly holder: Hex;
  /** 0 none, 1 active, 2 suspended, 3 revoked. */
  readonly state: number;
  readonly purposesMask: number;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly decisionHash: Hex;
};

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
  /** Whether the account has a role of the AccessManager (contracts/src/access/Roles.sol) now. */
  hasRole(role: bigint, account: Hex): Promise<boolean>;
  /** The permit; its state is 0 for a number that was never given. */
  permitOf(permitId: bigint): Promise<ChainPermit>;
  /** Until when the account is excluded from access (Art. 63(3) of Regulation (EU) 2025/327), unix seconds, included; 0 or past if it is not. */
  excludedUntil(account: Hex): Promise<number>;
  /** Releases the connection. */
  close(): void;
}
