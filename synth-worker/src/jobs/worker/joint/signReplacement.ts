import { contractDomain, type Hex, hashJob, REPLACE_NODE_TYPES } from "@symbolon/protocol";
import type { Chain } from "../../shared/chain.ts";
import type { Job } from "../../shared/readJob.ts";

/** This node's word that `node` takes the place at `index` of the job as it is now. */
export async function signReplacement(
  chain: Chain,
  orderId: bigint,
  job: Job,
  { index, node }: { readonly index: number; readonly node: Hex },
): Promise<Hex> {
  const domain = contractDomain(chain.chainId, chain.deployment.contracts.jobRegistry);
  const value = { orderId, index, node, jobHash: hashJob(job.record) };
  return (await chain.wallet.signTypedData(domain, REPLACE_NODE_TYPES, value)) as Hex;
}
