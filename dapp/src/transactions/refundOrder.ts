import { FAIL_REASONS, type Hex } from "@symbolon/protocol";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import type { Config } from "wagmi";
import { simulateContract, writeContract } from "wagmi/actions";
import { jobStruct, termsStruct } from "../data/chain/contractStructs.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import type { ChainOrder } from "../data/queries/chainOrderQuery.ts";
import { formatSym } from "../format/formatSym.ts";
import { confirmed } from "./confirmed.ts";
import type { TransactionText } from "./transactionText.ts";

/** What the caller reads before signing; anyone may send it, the money always goes to the buyer. */
export function describeRefund(orderId: string, totalWei: bigint): TransactionText {
  return {
    title: `Return the money of order ${orderId}`,
    facts: [{ label: "Back to the buyer", value: `${formatSym(totalWei, 4)} SYM` }],
    note: "You pay only the network fee.",
  };
}

/**
 * Sends Market.refund and waits for it. A job whose certificate was refused and that nobody has closed yet is closed first, by a
 * transaction of its own. Throws what wallet and chain throw; callers map it with toSymbolonError.
 */
export async function refundOrder(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  chain: ChainOrder,
): Promise<Hex> {
  const { contracts } = deployment;
  const { orderId, terms } = chain.order;
  if (chain.job.state === "REFUSED") {
    const { request } = await simulateContract(config, {
      address: contracts.jobRegistry,
      abi: JobRegistryAbi,
      functionName: "fail",
      args: [
        orderId,
        FAIL_REASONS.indexOf("CERTIFICATE_REFUSED"),
        termsStruct(terms),
        jobStruct(chain.job.record),
      ],
      account,
      chainId: deployment.chainId,
    });
    await confirmed(config, deployment, await writeContract(config, request));
  }
  const { request } = await simulateContract(config, {
    address: contracts.market,
    abi: MarketAbi,
    functionName: "refund",
    args: [orderId, termsStruct(terms)],
    account,
    chainId: deployment.chainId,
  });
  return confirmed(config, deployment, await writeContract(config, request));
}
