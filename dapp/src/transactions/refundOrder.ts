import { type Hex, SymbolonError } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import type { Config } from "wagmi";
import { simulateContract, waitForTransactionReceipt, writeContract } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { formatSym } from "../format/formatSym.ts";
import type { TransactionText } from "./transactionText.ts";

const RECEIPT_MILLIS = 180_000;

/** What the caller reads before signing; anyone may send it, the money always goes to the buyer. */
export function describeRefund(orderId: string, totalWei: bigint): TransactionText {
  return {
    title: `Return the money of order ${orderId}`,
    facts: [{ label: "Back to the buyer", value: `${formatSym(totalWei, 4)} SYM` }],
    note: "The access token of this order is burnt. You pay only the network fee.",
  };
}

/** Sends Market.refund and waits for it. Throws what wallet and chain throw; callers map it with toSymbolonError. */
export async function refundOrder(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  orderId: string,
): Promise<Hex> {
  const { chainId, contracts } = deployment;
  const { request } = await simulateContract(config, {
    address: contracts.market,
    abi: MarketAbi,
    functionName: "refund",
    args: [BigInt(orderId)],
    account,
    chainId,
  });
  const tx = await writeContract(config, request);
  const receipt = await waitForTransactionReceipt(config, { hash: tx, chainId, timeout: RECEIPT_MILLIS });
  if (receipt.status !== "success")
    throw new SymbolonError("E2005", { orderId, reason: "the transaction was undone" });
  return tx;
}
