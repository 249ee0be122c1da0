import type { Hex } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import type { Config } from "wagmi";
import { simulateContract, writeContract } from "wagmi/actions";
import { settlementStruct } from "../data/chain/contractStructs.ts";
import type { PayoutShare } from "../data/chain/foldPayouts.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { formatSym } from "../format/formatSym.ts";
import { confirmed } from "./confirmed.ts";
import type { TransactionText } from "./transactionText.ts";

/** Shares fetched by one transaction; about 40,000 gas each. */
const BATCH = 50;

/** What the payee reads before signing. */
export function describeClaim(to: Hex, shares: readonly PayoutShare[]): TransactionText {
  const amountWei = shares.reduce((sum, share) => sum + share.amountWei, 0n);
  return {
    title: "Claim your earnings",
    facts: [
      { label: "Amount", value: `${formatSym(amountWei, 4)} SYM` },
      { label: "To", value: to },
    ],
    note: "All shares that are ready are paid out together. You pay only the network fee.",
  };
}

/**
 * Sends Market.claim for shares of one payee, at most 50 in one transaction, and waits for each. Returns the last transaction. Throws
 * what wallet and chain throw; callers map it with toSymbolonError.
 */
export async function claimPayouts(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  shares: readonly PayoutShare[],
): Promise<Hex | null> {
  let tx: Hex | null = null;
  for (let start = 0; start < shares.length; start += BATCH) {
    const batch = shares.slice(start, start + BATCH);
    const { request } = await simulateContract(config, {
      address: deployment.contracts.market,
      abi: MarketAbi,
      functionName: "claim",
      args: [
        batch.map((share) => share.id),
        batch.map((share) => settlementStruct(share.settlement)),
        batch.map((share) => BigInt(share.index)),
      ],
      account,
      chainId: deployment.chainId,
    });
    tx = await confirmed(config, deployment, await writeContract(config, request));
  }
  return tx;
}
