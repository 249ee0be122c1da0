import { readFile, writeFile } from "node:fs/promises";
import { Deployment, parseDocument } from "@symbolon/protocol";
import { parseJson } from "../shared/keyFile.ts";
import { openProvider } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { collectEvidence } from "../verify/collectEvidence.ts";

/** `symbolon bundle ORDER --out FILE`: exports everything verification reads, for an auditor without a network. */
export async function bundle(
  options: { orderId: bigint; out: string; rpcUrl: string; deploymentFile: string; ipfsUrl: string },
  out: Output,
): Promise<void> {
  const deployment = parseDocument(
    Deployment,
    parseJson(await readFile(options.deploymentFile, "utf8"), options.deploymentFile),
    options.deploymentFile,
  );
  const provider = await openProvider(options.rpcUrl, deployment.chainId);
  try {
    const evidence = await collectEvidence(provider, deployment, options.ipfsUrl, options.orderId);
    await writeFile(options.out, `${JSON.stringify(evidence)}\n`);
    out.result(
      { file: options.out, logs: evidence.logs.length, documents: Object.keys(evidence.documents).length },
      [
        `${options.out}: ${evidence.logs.length} logs, ${Object.keys(evidence.documents).length} documents of order ${options.orderId}`,
      ],
    );
  } finally {
    provider.destroy();
  }
}
