import type { Chain } from "./chain.ts";
import type { Reporter } from "./progress.ts";

/** Withdraws this account's whole reward balance to itself; does nothing when there is none. Amounts in wei. */
export async function withdrawRewards(chain: Chain, reporter: Reporter, orderId: string): Promise<void> {
  const balanceWei = await chain.read<bigint>("rewards", "balanceOf", chain.wallet.address);
  if (balanceWei === 0n) return;
  const { txHash, gasUsed } = await chain.send("rewards", "withdraw", chain.wallet.address);
  reporter.progress({ step: "withdrawn", orderId, txHash, gasUsed, detail: `${balanceWei} wei` });
}
