import type { Deployment } from "@symbolon/protocol";
import { type Evidence, gatherEvidence } from "@symbolon/synth-worker/verification";
import type { JsonRpcProvider } from "ethers";
import { contractError } from "../shared/contractError.ts";
import { evidenceReader } from "./evidenceReader.ts";

/**
 * Reads everything about one order from a chain RPC and an IPFS gateway, as of the latest block. Each document is checked against its
 * digest when it arrives (E5002); one that is missing is left out and shows in verification. Throws E2004 for an unknown order, E6001
 * when the RPC is silent.
 */
export async function collectEvidence(
  provider: JsonRpcProvider,
  deployment: Deployment,
  ipfsGatewayUrl: string,
  orderId: bigint,
): Promise<Evidence> {
  return gatherEvidence(evidenceReader(provider, ipfsGatewayUrl), deployment, orderId).catch(
    (cause: unknown) => {
      throw contractError(cause);
    },
  );
}
