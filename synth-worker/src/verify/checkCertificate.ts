import {
  answersRho,
  canonicalJson,
  digestOfDocument,
  FileCertificate,
  type HighFidelityCertificate,
  HighFidelityOrderSpec,
  JointModel,
  NOT_PRIVATE,
  OrderSpec,
  type PrivateCertificate,
  requestDomain,
  rowSeed,
  SIGNED_REQUEST_TYPES,
  SymbolonError,
} from "@symbolon/protocol";
import { verifyTypedData } from "ethers";
import { combineAnswers } from "../evaluate/combineAnswers.ts";
import { combineReport } from "../evaluate/combineReport.ts";
import { dataFreeFigures } from "../exports/dataFreeFigures.ts";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { checkEvaluator } from "./checkEvaluator.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";
import { isDropped } from "./isDropped.ts";
import { privateSpecOf } from "./privateSpecOf.ts";

/** The certificate is the one on chain, signed by an evaluator who is not the generator, over the hospitals' own signed answers. */
export function checkCertificate(evidence: Evidence, facts: ChainFacts): Check[] {
  const { terms } = facts.order;
  const { record } = facts.job;
  const certified = facts.last("JobCertified");
  const document = () =>
    documentOf(evidence, record.certificate.certificateDigest, FileCertificate, "certificate");
  return [
    check("certificate", () => {
      const certificate = document();
      const spec = documentOf(evidence, terms.specDigest, OrderSpec, "order spec");
      mustEqual("order", certificate.orderId, evidence.orderId);
      mustEqual("manifest", certificate.manifestDigest, record.report.manifestDigest);
      mustEqual("output", certificate.outputHash, record.report.outputHash);
      mustEqual("model", certificate.modelDigest, record.report.modelDigest);
      mustEqual("evaluator", certificate.evaluator, record.evaluator);
      mustEqual(
        "thresholds",
        JSON.stringify(certificate.thresholds),
        JSON.stringify("thresholds" in spec ? spec.thresholds : null),
      );
      mustEqual("verdict", certified?.args.passed, true);
      mustEqual("verdict signed", record.certificate.passed, true);
      mustEqual("verdict in the certificate", certificate.passed, true);
      const { summary } = certificate;
      const recomputed =
        certificate.releaseClass === "private"
          ? recomputePrivate(evidence, facts, certificate)
          : recomputeReport(evidence, facts, certificate);
      mustEqual("summary of the answers", canonicalJson(summary), canonicalJson(recomputed.summary));
      mustEqual("verdict on the answers", recomputed.passed, true);
      const basis =
        certificate.releaseClass === "private" ? "" : `, ${NOT_PRIVATE}, from the hospital's report`;
      return `1-way TVD ${summary.meanTvd1.toFixed(3)}, 2-way TVD ${summary.meanTvd2.toFixed(3)}, membership AUC ${summary.membershipAuc.value.toFixed(3)}${basis}`;
    }),
    checkEvaluator(evidence, facts),
    check("hospital answers", () => {
      const { answers: entries } = document();
      const providers = new Map(terms.datasetIds.map((id, i) => [id.toString(), terms.providers[i]!]));
      mustEqual(
        "datasets answered for",
        entries
          .map((entry) => entry.answers.datasetId)
          .sort()
          .join(),
        terms.datasetIds
          .filter((_, i) => !isDropped(facts, i))
          .map(String)
          .sort()
          .join(),
      );
      for (const { provider, answers, expires, signature } of entries) {
        mustEqual(`provider of dataset ${answers.datasetId}`, provider, providers.get(answers.datasetId));
        mustEqual("file answered about", answers.outputHash, record.report.outputHash);
        if (answers.releaseClass === "private") {
          const { mainMicro, scoresMicro } = answersRho(
            privateSpecOf(evidence, terms.specDigest),
            terms.rhoMicro,
          );
          mustEqual("rho of its answers", answers.mainMicro, mainMicro);
          mustEqual("rho of its membership test", answers.scoresMicro, scoresMicro);
        }
        const signed = {
          purpose: "answers",
          subject: answers.orderId,
          bodyDigest: digestOfDocument(answers),
          expires,
        };
        const domain = requestDomain(evidence.deployment.chainId);
        const signer = verifyTypedData(domain, SIGNED_REQUEST_TYPES, signed, signature);
        if (signer.toLowerCase() !== provider.toLowerCase())
          throw new SymbolonError("E7003", { party: provider, document: "its answers" });
      }
      return `${entries.length} hospitals signed their own figures`;
    }),
  ];
}

/** The verdict once more from the hospitals' noisy answers and, without any record, from model and file. */
function recomputePrivate(evidence: Evidence, facts: ChainFacts, certificate: PrivateCertificate) {
  const { terms } = facts.order;
  const { modelDigest } = facts.job.record.report;
  const spec = privateSpecOf(evidence, terms.specDigest);
  const model = documentOf(evidence, modelDigest, JointModel, "model");
  const seedHex = rowSeed(BigInt(evidence.orderId), modelDigest);
  const dataFree = spec.cohort === undefined ? dataFreeFigures(model, { rows: spec.rows, seedHex }) : null;
  mustEqual("figures without records", canonicalJson(certificate.dataFree), canonicalJson(dataFree));
  const recomputed = combineAnswers({
    answers: certificate.answers.map((entry) => entry.answers),
    dataFree,
    rhoMicro: terms.rhoMicro,
    model,
    thresholds: spec.thresholds,
  });
  mustEqual("proved bound", canonicalJson(certificate.bound), canonicalJson(recomputed.bound));
  return recomputed;
}

/** The verdict once more from the report that the hospital signed; the figures in it are the hospital's word. */
function recomputeReport(evidence: Evidence, facts: ChainFacts, certificate: HighFidelityCertificate) {
  const { terms } = facts.order;
  const spec = documentOf(evidence, terms.specDigest, HighFidelityOrderSpec, "order spec");
  const { report } = certificate.answers[0]!.answers;
  mustEqual("file of the hospital's report", report.synthetic.sha256, facts.job.record.report.outputHash);
  mustEqual("rows of the hospital's report", report.synthetic.rows, terms.rows);
  return combineReport(report, spec.thresholds);
}
