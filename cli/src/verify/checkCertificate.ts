import {
  CERTIFICATE_TYPES,
  Certificate,
  canonicalJson,
  contractDomain,
  digestOfDocument,
  OrderSpec,
  requestDomain,
  SIGNED_REQUEST_TYPES,
  SymbolonError,
} from "@symbolon/protocol";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { combineAnswers } from "@symbolon/synth-worker/evaluation";
import { Interface, verifyTypedData } from "ethers";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

const jobs = new Interface(JobRegistryAbi);

/** The certificate is the one on chain, signed by an evaluator who is not the generator, over the hospitals' own signed answers. */
export function checkCertificate(evidence: Evidence, facts: ChainFacts): Check[] {
  const certified = facts.last("JobCertified");
  const reported = facts.last("JobReported");
  return [
    check("certificate", () => {
      const certificate = documentOf(evidence, certified?.args.certificateDigest, Certificate, "certificate");
      const spec = documentOf(evidence, facts.order.specDigest, OrderSpec, "order spec");
      mustEqual("order", certificate.orderId, evidence.orderId);
      mustEqual("manifest", certificate.manifestDigest, reported?.args.manifestDigest);
      mustEqual("output", certificate.outputHash, reported?.args.outputHash);
      mustEqual("model", certificate.modelDigest, reported?.args.modelDigest);
      mustEqual("thresholds", JSON.stringify(certificate.thresholds), JSON.stringify(spec.thresholds));
      mustEqual("verdict", certified?.args.passed, true);
      mustEqual("verdict in the certificate", certificate.passed, true);
      const { summary } = certificate;
      const recomputed = combineAnswers(
        certificate.answers.map((entry) => entry.answers),
        spec.thresholds,
      );
      mustEqual("summary of the answers", canonicalJson(summary), canonicalJson(recomputed.summary));
      mustEqual("verdict on the answers", recomputed.passed, true);
      return `1-way TVD ${summary.meanTvd1.toFixed(3)}, 2-way TVD ${summary.meanTvd2.toFixed(3)}, membership AUC ${summary.membershipAuc.value.toFixed(3)}`;
    }),
    check("evaluator signature", () => {
      const callData = evidence.callData[certified?.tx ?? ""];
      if (callData === undefined) throw new SymbolonError("E5001", { cid: `transaction ${certified?.tx}` });
      const call = jobs.parseTransaction({ data: callData });
      mustEqual("certifying call", call?.name, "certify");
      const [orderId, evaluator, certificateDigest, passed, signature] = call!.args as unknown as [
        bigint,
        string,
        string,
        boolean,
        string,
      ];
      const { manifestDigest, outputHash } = reported!.args;
      const value = { orderId, manifestDigest, outputHash, certificateDigest, passed };
      const domain = contractDomain(evidence.deployment.chainId, evidence.deployment.contracts.jobRegistry);
      mustEqual("certified order", orderId, evidence.orderId);
      mustEqual("certified digest", certificateDigest, certified?.args.certificateDigest);
      const signer = verifyTypedData(domain, CERTIFICATE_TYPES, value, signature);
      if (signer !== evaluator)
        throw new SymbolonError("E7003", { party: evaluator, document: "the certificate" });
      mustEqual("evaluator", evaluator, certified?.args.evaluator);
      if (evaluator === facts.last("JobClaimed")?.args.lead) {
        throw new SymbolonError("E7005", {
          what: "evaluator",
          actual: "the generating node",
          expected: "another worker",
        });
      }
      return `signed by ${evaluator}, not the generator`;
    }),
    check("hospital answers", () => {
      const certificate = documentOf(evidence, certified?.args.certificateDigest, Certificate, "certificate");
      const providers = new Map(
        facts
          .all("DatasetPublished")
          .map((event) => [String(event.args.datasetId), String(event.args.provider)]),
      );
      mustEqual(
        "datasets answered for",
        certificate.answers
          .map((entry) => entry.answers.datasetId)
          .sort()
          .join(),
        [...facts.order.datasetIds].map(String).sort().join(),
      );
      for (const { provider, answers, expires, signature } of certificate.answers) {
        mustEqual(`provider of dataset ${answers.datasetId}`, provider, providers.get(answers.datasetId));
        mustEqual("file answered about", answers.outputHash, reported?.args.outputHash);
        const signed = {
          purpose: "answers",
          subject: answers.orderId,
          bodyDigest: digestOfDocument(answers),
          expires,
        };
        const signer = verifyTypedData(
          requestDomain(evidence.deployment.chainId),
          SIGNED_REQUEST_TYPES,
          signed,
          signature,
        );
        if (signer.toLowerCase() !== provider.toLowerCase())
          throw new SymbolonError("E7003", { party: provider, document: "its answers" });
      }
      return `${certificate.answers.length} hospitals signed their own figures`;
    }),
  ];
}
