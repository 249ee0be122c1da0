import { hpkeSeal, shareContext, toHex } from "@symbolon/protocol";
import type { LinkedShares } from "../../../joint/linked/shareLinkedRows.ts";
import type { ActiveWorker } from "../../shared/readWorkers.ts";
import type { SealedShares } from "../deliverShares.ts";
import type { OrderContext } from "../orderContext.ts";

/** A hospital's row packages, each sealed for its node, in the claim's order. */
export async function sealRows(
  { chain, order, datasetId }: OrderContext,
  nodes: readonly ActiveWorker[],
  { packages, commitments }: LinkedShares,
): Promise<SealedShares> {
  const { orderId } = order;
  const messages = await Promise.all(
    nodes.map(async ({ account, endpoint, hpkeKey }, i) => {
      const context = shareContext(chain.chainId, orderId, datasetId, account);
      const message = {
        orderId: orderId.toString(),
        datasetId: datasetId.toString(),
        commitments: [...commitments],
        sealed: toHex(await hpkeSeal(hpkeKey, packages[i]!, context)),
      };
      return { node: account, endpoint, message };
    }),
  );
  return { messages, delivered: [] };
}
