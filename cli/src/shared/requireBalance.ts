import { SymbolonError } from "@symbolon/protocol";
import { accountOf, type MarketConnection } from "./market.ts";

/** Throws E2003 before anything is signed when the account does not hold `totalWei` of the payment token. */
export async function requireBalance(connection: MarketConnection, totalWei: bigint): Promise<void> {
  const { address } = accountOf(connection);
  const balanceWei = (await connection.token.getFunction("balanceOf").staticCall(address)) as bigint;
  if (balanceWei < totalWei) throw new SymbolonError("E2003", { balanceWei, totalWei });
}
