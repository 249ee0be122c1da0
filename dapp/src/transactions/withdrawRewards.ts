import { type Hex, SymbolonError } from "@symbolon/protocol";
import { RewardsAbi } from "@symbolon/protocol/abi/Rewards";
import type { Config } from "wagmi";
import { simulateContract, waitForTransactionReceipt, writeContract } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { formatSym } from "../format/formatSym.ts";
import type { TransactionText } from "./transactionText.ts";

const RECEIPT_MILLIS = 180_000;

/** What the payee reads before signing. */
export function describeWithdrawal(to: Hex, amountWei: bigint): TransactionText {
  return {
    title: "Withdraw your earnings",
    facts: [
      { label: "Amount", value: `${formatSym(amountWei, 4)} SYM` },
      { label: "To", value: to },
    ],
    note: "The whole balance is paid out. You pay only the network fee.",
  };
}

/** Sends Rewards.withdraw to the account itself and waits for it. Throws what wallet and chain throw. */
export async function withdrawRewards(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
): Promise<Hex> {
  const { chainId, contracts } = deployment;
  const { request } = await simulateContract(config, {
    address: contracts.rewards,
    abi: RewardsAbi,
    functionName: "withdraw",
    args: [account],
    account,
    chainId,
  });
  const tx = await writeContract(config, request);
  const receipt = await waitForTransactionReceipt(config, { hash: tx, chainId, timeout: RECEIPT_MILLIS });
  if (receipt.status !== "success")
    throw new SymbolonError("E6003", {
      reason: "the withdrawal was undone",
      advice: "Your balance is unchanged; try again.",
    });
  return tx;
}
