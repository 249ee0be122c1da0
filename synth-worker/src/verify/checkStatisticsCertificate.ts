import {
  AGGREGATE,
  canonicalJson,
  StatisticsCertificate,
  StatisticsOrderSpec,
  StatisticsTranscript,
  statisticsClass,
} from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { checkEvaluator } from "./checkEvaluator.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

/** The certificate of a statistic is the one on chain, of the order's release, signed by an evaluator who is not the lead. No hospital is asked. */
export function checkStatisticsCertificate(evidence: Evidence, facts: ChainFacts): Check[] {
  const { terms } = facts.order;
  const { record } = facts.job;
  const certified = facts.last("JobCertified");
  return [
    check("certificate", () => {
      const { certificateDigest } = record.certificate;
      const certificate = documentOf(evidence, certificateDigest, StatisticsCertificate, "certificate");
      const { release, rhoMicro } = documentOf(evidence, terms.specDigest, StatisticsOrderSpec, "order spec");
      const { rounds } = documentOf(evidence, record.report.modelDigest, StatisticsTranscript, "transcript");
      mustEqual("order", certificate.orderId, evidence.orderId);
      mustEqual("manifest", certificate.manifestDigest, record.report.manifestDigest);
      mustEqual("output", certificate.outputHash, record.report.outputHash);
      mustEqual("model", certificate.modelDigest, record.report.modelDigest);
      mustEqual("evaluator", certificate.evaluator, record.evaluator);
      mustEqual("release class", certificate.releaseClass, statisticsClass(release));
      const privacy =
        release.kind === "private"
          ? {
              epsilon: release.epsilon,
              delta: release.delta,
              rhoMicro,
              unit: "patient",
              neighbours: "add/remove",
            }
          : { none: AGGREGATE };
      mustEqual("privacy", canonicalJson(certificate.privacy), canonicalJson(privacy));
      mustEqual("rounds", certificate.rounds, rounds.length);
      mustEqual("verdict", certified?.args.passed, true);
      mustEqual("verdict signed", record.certificate.passed, true);
      mustEqual("verdict in the certificate", certificate.passed, true);
      return `${rounds.length} rounds added up again by the evaluator, limits kept`;
    }),
    checkEvaluator(evidence, facts),
  ];
}
