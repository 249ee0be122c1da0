import type { Hex } from "@symbolon/protocol";
import { DisputesAbi } from "@symbolon/protocol/abi/Disputes";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import type { Config } from "wagmi";
import { simulateContract, writeContract } from "wagmi/actions";
import { settlementStruct } from "../data/chain/contractStructs.ts";
import type { Earnings } from "../data/gateway/decodeEarnings.ts";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { formatSym } from "../format/formatSym.ts";
import { confirmed } from "./confirmed.ts";
import type { TransactionText } from "./transactionText.ts";

/** Shares fetched by one transaction; about 40,000 gas each. */
const BATCH = 50;

/** Shares of one payee that are ready, and dispute bonds that are owed to it. */
export type ClaimInput = Pick<Earnings, "ready" | "bondsOwedWei">;

/** What the payee reads before signing. */
export function describeClaim(to: Hex, earnings: ClaimInput): TransactionText {
  const amountWei = claimedWei(earnings);
  return {
    title: "Claim your earnings",
    facts: [
      { label: "Amount", value: `${formatSym(amountWei, 4)} SYM` },
      { label: "To", value: to },
    ],
    note: "All shares that are ready are paid out together. You pay only the network fee.",
  };
}

/** What a claim pays out, in wei: shares that are ready and bonds that are owed. */
export function claimedWei({ ready, bondsOwedWei }: ClaimInput): bigint {
  return ready.reduce((sum, share) => sum + share.amountWei, bondsOwedWei);
}

/**
 * Sends Market.claim for the shares, at most 50 in one transaction, and Disputes.withdraw where a bond is owed; waits for each. Returns
 * the last transaction. Throws what wallet and chain throw; callers map it with toSymbolonError.
 */
export async function claimPayouts(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  { ready: shares, bondsOwedWei }: ClaimInput,
): Promise<Hex | null> {
  let tx: Hex | null = null;
  for (let start = 0; start < shares.length; start += BATCH) {
    const batch = shares.slice(start, start + BATCH);
    const [first] = batch;
    if (first !== undefined && batch.length === 1) {
      // One share alone costs less gas by the call that takes one.
      const { request } = await simulateContract(config, {
        address: deployment.contracts.market,
        abi: MarketAbi,
        functionName: "claimOne",
        args: [first.id, settlementStruct(first.settlement), BigInt(first.index)],
        account,
        chainId: deployment.chainId,
      });
      tx = await confirmed(config, deployment, await writeContract(config, request));
      continue;
    }
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
  if (bondsOwedWei > 0n) {
    const { request } = await simulateContract(config, {
      address: deployment.contracts.disputes,
      abi: DisputesAbi,
      functionName: "withdraw",
      args: [account],
      account,
      chainId: deployment.chainId,
    });
    tx = await confirmed(config, deployment, await writeContract(config, request));
  }
  return tx;
}
