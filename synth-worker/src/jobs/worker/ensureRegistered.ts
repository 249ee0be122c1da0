import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { Chain } from "../shared/chain.ts";
import type { Reporter } from "../shared/progress.ts";

/** What a worker says about itself. `stakeWei` undefined: the registry's minimum. */
export type Registration = {
  readonly roles: number;
  readonly hpkeKey: Hex;
  readonly endpoint: string;
  readonly stakeWei?: bigint | undefined;
};

/**
 * Registers this account as a worker, or updates key and endpoint when they changed; does nothing when the registry is right. Throws
 * E2003 when the balance does not cover the stake, E6003 when the registry refuses (the evaluator role is granted by governance).
 */
export async function ensureRegistered(
  chain: Chain,
  registration: Registration,
  reporter: Reporter,
): Promise<void> {
  const { roles, hpkeKey, endpoint } = registration;
  const account = chain.wallet.address;
  const known = await chain.read<Record<string, unknown>>("workerRegistry", "workerOf", account);
  if (Number(known.roles) !== 0) {
    if (known.hpkeKey === hpkeKey && known.endpoint === endpoint) return;
    const { txHash, gasUsed } = await chain.send("workerRegistry", "update", hpkeKey, endpoint);
    reporter.progress({ step: "registered", txHash, gasUsed, detail: `now at ${endpoint}` });
    return;
  }
  const stakeWei = registration.stakeWei ?? (await chain.read<bigint>("workerRegistry", "minimumStakeWei"));
  const balanceWei = await chain.read<bigint>("token", "balanceOf", account);
  if (balanceWei < stakeWei) throw new SymbolonError("E2003", { balanceWei, totalWei: stakeWei });
  const registry = chain.deployment.contracts.workerRegistry;
  const allowanceWei = await chain.read<bigint>("token", "allowance", account, registry);
  if (allowanceWei < stakeWei) await chain.send("token", "approve", registry, stakeWei);
  const { txHash, gasUsed } = await chain.send(
    "workerRegistry",
    "register",
    roles,
    hpkeKey,
    endpoint,
    stakeWei,
  );
  reporter.progress({ step: "registered", txHash, gasUsed, detail: `at ${endpoint}, stake ${stakeWei} wei` });
}
