import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { Config } from "wagmi";
import { waitForTransactionReceipt } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";

const RECEIPT_MILLIS = 180_000;

/** Waits until a sent transaction is mined and gives it back. Throws E6003 when it was undone, and what the chain throws. */
export async function confirmed(config: Config, deployment: GatewayDeployment, tx: Hex): Promise<Hex> {
  const { chainId } = deployment;
  const receipt = await waitForTransactionReceipt(config, { hash: tx, chainId, timeout: RECEIPT_MILLIS });
  if (receipt.status !== "success")
    throw new SymbolonError("E6003", {
      reason: "the transaction was undone",
      advice: "Nothing was changed; try again.",
    });
  return tx;
}
