import { type Hex, SymbolonError } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import type { Config } from "wagmi";
import { simulateContract, writeContract } from "wagmi/actions";
import { settlementStruct, termsStruct } from "../data/chain/contractStructs.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import type { ChainOrder } from "../data/queries/chainOrderQuery.ts";
import { formatSym } from "../format/formatSym.ts";
import { formatDuration } from "../format/formatTime.ts";
import { confirmed } from "./confirmed.ts";
import { signPermit } from "./signPermit.ts";
import type { TransactionText } from "./transactionText.ts";

/** What the buyer reads before signing. */
export function describeRenewal(orderId: string, renewalWei: bigint, accessSeconds: number): TransactionText {
  return {
    title: `Renew access to order ${orderId}`,
    facts: [
      { label: "You pay", value: `${formatSym(renewalWei, 4)} SYM` },
      { label: "Downloads stay open longer by", value: formatDuration(accessSeconds) },
    ],
    note: "One signature allows exactly this sum, one transaction pays it. The price was fixed when you ordered, and nothing is measured again, so no privacy is spent.",
  };
}

/**
 * Signs the permit and sends Market.renew. Throws E2010 before settlement, and what wallet and chain throw; callers map it with
 * toSymbolonError.
 */
export async function renewOrder(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  chain: ChainOrder,
): Promise<Hex> {
  const { orderId, terms, settlement, status } = chain.order;
  if (settlement === null) throw new SymbolonError("E2010", { orderId, status });
  const permit = await signPermit(config, deployment, account, terms.renewalWei);
  const { request } = await simulateContract(config, {
    address: deployment.contracts.market,
    abi: MarketAbi,
    functionName: "renew",
    args: [orderId, termsStruct(terms), settlementStruct(settlement), permit],
    account,
    chainId: deployment.chainId,
  });
  return confirmed(config, deployment, await writeContract(config, request));
}
