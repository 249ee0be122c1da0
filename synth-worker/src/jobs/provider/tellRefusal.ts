import type { RefusalMessage } from "@symbolon/protocol";
import type { Chain } from "../shared/chain.ts";
import { postSigned } from "../shared/postSigned.ts";
import type { ActiveWorker } from "../shared/readWorkers.ts";
import { refusalError } from "../shared/refusalError.ts";

/**
 * Tells the lead before refusing for a reason that the buyer can mend, so that the money comes back at once. Throws the refusal once it is told,
 * and what postSigned throws before.
 */
export async function tellRefusal(chain: Chain, lead: ActiveWorker, refusal: RefusalMessage): Promise<never> {
  const subject = refusal.orderId;
  await postSigned(
    chain,
    `${lead.endpoint}/jobs/${subject}/refusal`,
    { purpose: "refusal", subject },
    refusal,
  );
  throw refusalError(refusal);
}
