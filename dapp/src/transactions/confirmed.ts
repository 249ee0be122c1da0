import type { Hex } from "@symbolon/protocol";
import type { Config } from "wagmi";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { awaitReceipt } from "./awaitReceipt.ts";

/** Waits until a sent transaction is in a block and gives the one that is: another than `tx` where it was sped up. Throws as awaitReceipt. */
export async function confirmed(config: Config, deployment: GatewayDeployment, tx: Hex): Promise<Hex> {
  const receipt = await awaitReceipt(config, deployment, tx, "Nothing was changed; try again.");
  return receipt.transactionHash;
}
