import { contractDomain, Manifest, NODE_REPORT_TYPES, rowSeed, SymbolonError } from "@symbolon/protocol";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { Interface, verifyTypedData } from "ethers";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

const jobs = new Interface(JobRegistryAbi);

/** The manifest is the one on chain, says what the chain says, and every node signed it. */
export function checkManifest(evidence: Evidence, facts: ChainFacts): Check[] {
  const reported = facts.last("JobReported");
  const claimed = facts.last("JobClaimed");
  return [
    check("manifest", () => {
      const manifest = documentOf(evidence, reported?.args.manifestDigest, Manifest, "manifest");
      mustEqual("order", manifest.orderId, evidence.orderId);
      mustEqual("chain", manifest.chainId, evidence.deployment.chainId);
      mustEqual("job registry", manifest.jobRegistry, evidence.deployment.contracts.jobRegistry);
      mustEqual("spec", manifest.specDigest, facts.order.specDigest);
      mustEqual("nodes", manifest.nodes.join(), String(claimed?.args.nodes));
      mustEqual(
        "datasets",
        manifest.datasets.map((dataset) => dataset.datasetId).join(),
        facts.order.datasetIds.join(),
      );
      mustEqual(
        "consent epochs",
        manifest.datasets.map((dataset) => dataset.consentEpoch).join(),
        String(claimed?.args.consentEpochs),
      );
      mustEqual("commitments", manifest.commitDigest, facts.last("JobMeasured")?.args.commitDigest);
      mustEqual("model", manifest.model.digest, reported?.args.modelDigest);
      mustEqual("output", manifest.output.hash, reported?.args.outputHash);
      mustEqual("seed", manifest.seed, rowSeed(BigInt(evidence.orderId), manifest.model.digest));
      return `code ${manifest.code.version} at ${manifest.code.commit.slice(0, 12)}, ${manifest.datasets.length} datasets`;
    }),
    check("node signatures", () => {
      const callData = evidence.callData[reported?.tx ?? ""];
      if (callData === undefined) throw new SymbolonError("E5001", { cid: `transaction ${reported?.tx}` });
      const call = jobs.parseTransaction({ data: callData });
      mustEqual("reporting call", call?.name, "report");
      const [orderId, report, signatures] = call!.args as unknown as [
        bigint,
        { toObject(): Record<string, string> },
        string[],
      ];
      mustEqual("reported order", orderId, evidence.orderId);
      const { manifestDigest, outputHash, modelDigest } = report.toObject();
      mustEqual("reported manifest", manifestDigest, reported?.args.manifestDigest);
      const domain = contractDomain(evidence.deployment.chainId, evidence.deployment.contracts.jobRegistry);
      const nodes = [...((claimed?.args.nodes ?? []) as string[])];
      mustEqual("number of nodes", nodes.length, 3);
      nodes.forEach((node, i) => {
        const signer = verifyTypedData(
          domain,
          NODE_REPORT_TYPES,
          { orderId, manifestDigest, outputHash, modelDigest },
          signatures[i]!,
        );
        if (signer.toLowerCase() !== node.toLowerCase())
          throw new SymbolonError("E7003", { party: node, document: "the report" });
      });
      return `${nodes.length} nodes signed the same report`;
    }),
  ];
}
