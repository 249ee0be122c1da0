import type { Hex, HpkeKeyPair } from "@symbolon/protocol";
import { linkedJob } from "../../../joint/linked/linkedJob.ts";
import { PADDING_POOL } from "../../../joint/linked/paddingIdentifiers.ts";
import { jointJobId } from "../../../joint/upload/jointJobId.ts";
import { isLinked } from "../../shared/isLinked.ts";
import type { Job } from "../../shared/readJob.ts";
import type { VerifiedPrivateOrder } from "../../shared/verifyOrder.ts";
import { type LinkBook, openLinkBook } from "./linkBook.ts";

/** A node's link book for a claim; null for an order of hospitals with the same columns. Throws what openLinkBook throws. */
export async function linkBookOf(input: {
  readonly folder: string;
  readonly verified: VerifiedPrivateOrder;
  readonly job: Job;
  readonly account: Hex;
  readonly hpke: HpkeKeyPair;
}): Promise<LinkBook | null> {
  const { folder, verified, job, account, hpke } = input;
  const { spec, plan } = verified;
  if (!isLinked(verified)) return null;
  return await openLinkBook({
    folder,
    job: linkedJob(plan, { chainId: spec.chainId, claim: jointJobId(verified, job) }),
    node: job.record.nodes.indexOf(account) as 0 | 1 | 2,
    account,
    mostRows: spec.mostPatients + PADDING_POOL,
    hpke,
  });
}
