import type { Deployment, Hex } from "@symbolon/protocol";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { Interface } from "ethers";
import type { EvidenceReader } from "./evidenceReader.ts";

const jobs = new Interface(JobRegistryAbi);
/** What of a report a digest can be of. */
const PARTS = ["outputHash", "manifestDigest", "modelDigest"] as const;

/** The order whose report names this digest, as its file, manifest or model; null when there is none. Throws what the reader throws. */
export async function findOrderOf(
  reader: Pick<EvidenceReader, "logs" | "blockNumber">,
  deployment: Deployment,
  digest: Hex,
): Promise<bigint | null> {
  const logs = await reader.logs({
    addresses: [deployment.contracts.jobRegistry],
    topics: [jobs.getEvent("JobReported")!.topicHash as Hex],
    fromBlock: deployment.startBlock,
    toBlock: await reader.blockNumber(),
  });
  for (const log of logs) {
    const { args } = jobs.parseLog(log)!;
    if (PARTS.some((part) => args.report[part] === digest)) return args.orderId as bigint;
  }
  return null;
}
