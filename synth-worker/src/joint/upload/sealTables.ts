import { type Hex, hpkeSeal, type ShareMessage, shareContext, toHex } from "@symbolon/protocol";
import type { EntropySource } from "../../random/entropySource.ts";
import type { HospitalTables } from "../countTables.ts";
import type { JointPlan } from "../jointPlan.ts";
import { shareTables } from "../shareTables.ts";

/** A node that a package is sealed for: its account and X25519 key. */
export type ShareReceiver = { readonly account: Hex; readonly hpkeKey: Hex };

/**
 * Draws a hospital's shares and seals one package for each of the three nodes, in the claim's order: all that ever leaves the hospital for a private
 * order. To be called once per claim; what it gives is kept and sent again, never drawn again. `job` is jointJobId. Throws what
 * shareTables and hpkeSeal throw.
 */
export async function sealTables(input: {
  readonly plan: JointPlan;
  readonly job: Hex;
  readonly chainId: number;
  readonly orderId: bigint;
  readonly datasetId: bigint;
  readonly tables: HospitalTables;
  readonly nodes: readonly ShareReceiver[];
  readonly entropy: EntropySource;
}): Promise<ShareMessage[]> {
  const { plan, job, chainId, orderId, tables, nodes, entropy } = input;
  const datasetId = input.datasetId.toString();
  const { packages, commitments } = shareTables({ plan, job, datasetId, tables, entropy });
  if (nodes.length !== packages.length) throw new RangeError(`${nodes.length} nodes, 3 are needed`);
  return Promise.all(
    nodes.map(async ({ account, hpkeKey }, i) => {
      const context = shareContext(chainId, orderId, input.datasetId, account);
      const sealed = toHex(await hpkeSeal(hpkeKey, packages[i]!, context));
      return { orderId: orderId.toString(), datasetId, commitments: [...commitments], sealed };
    }),
  );
}
