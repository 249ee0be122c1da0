import { type ConsentReceipt, type DocumentProof, signedReceipt } from "@symbolon/protocol";
import type { GatewayContext } from "../../gatewayContext.ts";
import { proved } from "../../proved.ts";

/** Receipts about a dataset's consents, each with the proof of the hub's account where it has one. */
export function provedReceipts(
  gateway: GatewayContext,
  datasetId: string,
  receipts: readonly ConsentReceipt[],
): Promise<(ConsentReceipt & { proof?: DocumentProof })[]> {
  return Promise.all(
    receipts.map((receipt) =>
      proved(gateway, receipt, signedReceipt(receipt, datasetId, gateway.deployment)),
    ),
  );
}
