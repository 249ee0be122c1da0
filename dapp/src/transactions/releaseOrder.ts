import { type Hex, SymbolonError } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import type { Config } from "wagmi";
import { simulateContract, writeContract } from "wagmi/actions";
import { settlementStruct } from "../data/chain/contractStructs.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import type { ChainOrder } from "../data/queries/chainOrderQuery.ts";
import { formatSym } from "../format/formatSym.ts";
import { confirmed } from "./confirmed.ts";
import type { TransactionText } from "./transactionText.ts";

/** What the buyer reads before signing. */
export function describeRelease(orderId: string, totalWei: bigint): TransactionText {
  return {
    title: `Release the payment of order ${orderId}`,
    facts: [{ label: "To hospitals, nodes, evaluator and treasury", value: `${formatSym(totalWei, 4)} SYM` }],
    note: "They can claim their shares at once. You cannot dispute the file after this. You pay only the network fee.",
  };
}

/** Sends Market.release and waits for it. Throws E2010 before settlement, and what wallet and chain throw. */
export async function releaseOrder(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  chain: ChainOrder,
): Promise<Hex> {
  const { orderId, settlement, status } = chain.order;
  if (settlement === null) throw new SymbolonError("E2010", { orderId, status });
  const { request } = await simulateContract(config, {
    address: deployment.contracts.market,
    abi: MarketAbi,
    functionName: "release",
    args: [orderId, settlementStruct(settlement)],
    account,
    chainId: deployment.chainId,
  });
  return confirmed(config, deployment, await writeContract(config, request));
}
