import { digestOfDocument, type Hex, type JobHistory } from "@symbolon/protocol";
import { claimKey } from "./claimKey.ts";

/**
 * Names what hospitals share their tables for: chain, order, spec and claim. It is in every commitment, so that a share serves no other order
 * and no other claim. A node that is replaced within a claim does not change it.
 */
export function jointJobId(
  {
    order,
    spec,
  }: {
    readonly order: { readonly orderId: bigint; readonly terms: { readonly specDigest: Hex } };
    readonly spec: { readonly chainId: number };
  },
  job: Pick<JobHistory, "record" | "claimedNodes">,
): Hex {
  return digestOfDocument({
    format: "symbolon/joint-job/1",
    chainId: spec.chainId,
    orderId: order.orderId.toString(),
    specDigest: order.terms.specDigest,
    claim: claimKey(order.orderId, job),
  });
}
