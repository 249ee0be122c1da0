import {
  contractDomain,
  Manifest,
  NODE_REPORT_TYPES,
  OrderSpec,
  rowSeed,
  SymbolonError,
} from "@symbolon/protocol";
import { verifyTypedData } from "ethers";
import { callOf } from "./callOf.ts";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";
import { isDropped } from "./isDropped.ts";

/** The manifest is the one on chain, says what the chain says, and every node signed it. */
export function checkManifest(evidence: Evidence, facts: ChainFacts): Check[] {
  const { terms } = facts.order;
  const { record } = facts.job;
  return [
    check("manifest", () => {
      const manifest = documentOf(evidence, record.report.manifestDigest, Manifest, "manifest");
      mustEqual("order", manifest.orderId, evidence.orderId);
      mustEqual("chain", manifest.chainId, evidence.deployment.chainId);
      mustEqual("job registry", manifest.jobRegistry, evidence.deployment.contracts.jobRegistry);
      mustEqual("spec", manifest.specDigest, terms.specDigest);
      const spec = documentOf(evidence, terms.specDigest, OrderSpec, "order spec");
      mustEqual("engine", manifest.code.engine, spec.engine);
      mustEqual("nodes", manifest.nodes.join(), record.nodes.join());
      mustEqual(
        "datasets",
        manifest.datasets.map((dataset) => dataset.datasetId).join(),
        terms.datasetIds.join(),
      );
      mustEqual(
        "providers",
        manifest.datasets.map((dataset) => dataset.provider).join(),
        terms.providers.join(),
      );
      mustEqual(
        "consent epochs",
        manifest.datasets.map((dataset) => dataset.consentEpoch).join(),
        record.consentEpochs.join(),
      );
      mustEqual("commitments", manifest.commitDigest, record.commitDigest);
      mustEqual("model", manifest.model.digest, record.report.modelDigest);
      mustEqual("output", manifest.output.hash, record.report.outputHash);
      if ("seed" in manifest) {
        mustEqual("seed", manifest.seed, rowSeed(BigInt(evidence.orderId), manifest.model.digest));
        for (const [i, { datasetId, shareCommitments }] of manifest.datasets.entries())
          mustEqual(`dataset ${datasetId} left out`, shareCommitments === null, isDropped(facts, i));
      }
      return `code ${manifest.code.version} at ${manifest.code.commit.slice(0, 12)}, ${manifest.datasets.length} datasets`;
    }),
    check("node signatures", () => {
      const call = callOf(evidence, facts.last("JobReported"), "report");
      const { manifestDigest, outputHash, modelDigest } = call.report_;
      mustEqual("reported manifest", manifestDigest, record.report.manifestDigest);
      mustEqual("reported output", outputHash, record.report.outputHash);
      mustEqual("reported model", modelDigest, record.report.modelDigest);
      const domain = contractDomain(evidence.deployment.chainId, evidence.deployment.contracts.jobRegistry);
      const value = { orderId: evidence.orderId, manifestDigest, outputHash, modelDigest };
      mustEqual("different nodes", new Set(record.nodes).size, 3);
      record.nodes.forEach((node, i) => {
        const signer = verifyTypedData(domain, NODE_REPORT_TYPES, value, call.signatures[i]);
        if (signer.toLowerCase() !== node.toLowerCase())
          throw new SymbolonError("E7003", { party: node, document: "the report" });
      });
      return `${record.nodes.length} nodes signed the same report`;
    }),
  ];
}
