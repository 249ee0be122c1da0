import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { ChainReader } from "../../../adapters/chainReader.ts";

/** Why an account may have an order's result: what the chain said, at the moment of the request. */
export type AccessDecision = {
  readonly account: Hex;
  readonly accessUntil: bigint;
  /** Unix seconds of the block that said so. */
  readonly blockTime: number;
};

/**
 * Passes when the chain says, now, that `account` may have the order's result: it holds the access token and accessUntil lies ahead of both
 * the latest block and the clock. Throws E9002 for another account, E5005 before finalise and after the access period, E6001 without RPC.
 */
export async function checkAccess(
  chain: ChainReader,
  account: Hex,
  orderId: bigint,
  clockSeconds: number,
): Promise<AccessDecision> {
  const [holds, until, blockTime] = await Promise.all([
    chain.holdsAccess(account, orderId),
    chain.accessUntil(orderId),
    chain.blockTime(),
  ]);
  if (!holds) throw new SymbolonError("E9002", { reason: `${account} holds no access to order ${orderId}` });
  if (until === 0n) throw new SymbolonError("E5005", { orderId, reason: "the order is not finalised" });
  if (until <= BigInt(Math.max(blockTime, clockSeconds)))
    throw new SymbolonError("E5005", {
      orderId,
      reason: `access ended at ${new Date(Number(until) * 1000).toISOString()}`,
    });
  return { account, accessUntil: until, blockTime };
}
