import { type ChainFacts, chainFacts } from "./chainFacts.ts";
import type { Check } from "./check.ts";
import { checkBudget } from "./checkBudget.ts";
import { checkCertificate } from "./checkCertificate.ts";
import { checkCommitments } from "./checkCommitments.ts";
import { checkConsent } from "./checkConsent.ts";
import { checkFigures } from "./checkFigures.ts";
import { checkFile } from "./checkFile.ts";
import { checkManifest } from "./checkManifest.ts";
import { checkModel } from "./checkModel.ts";
import { checkOrder } from "./checkOrder.ts";
import { checkOrigin } from "./checkOrigin.ts";
import { checkPayouts } from "./checkPayouts.ts";
import { checkPermit } from "./checkPermit.ts";
import { checkRecords } from "./checkRecords.ts";
import { checkStatistic } from "./checkStatistic.ts";
import { checkStatisticsCertificate } from "./checkStatisticsCertificate.ts";
import type { Evidence } from "./evidence.ts";
import { resultKind } from "./resultKind.ts";

/**
 * Walks from a file back to order, records, manifest, signatures, commitments, model and regenerated rows (or, of a high-fidelity file, its origin; of a statistic, its rounds), certificate and its figures,
 * consent, data permit, budget, fees and payouts.
 * Without the file (null) whatever needs none is checked. Pure: reads the evidence alone and needs no network. Every check runs, so the answer names all that broke.
 */
export function verifyEvidence(file: Uint8Array | null, evidence: Evidence): Check[] {
  const facts = chainFacts(evidence);
  return [
    ...checkFile(file, facts),
    ...checkRecords(evidence, facts),
    ...checkOrder(evidence, facts),
    ...checkManifest(evidence, facts),
    ...checkCommitments(evidence, facts),
    ...checkResult(file, evidence, facts),
    ...checkFigures(evidence, facts),
    ...checkConsent(facts),
    ...checkPermit(facts),
    ...checkBudget(facts),
    ...checkPayouts(facts),
  ];
}

/** What is particular to files of each kind, and to statistics. */
function checkResult(file: Uint8Array | null, evidence: Evidence, facts: ChainFacts): Check[] {
  switch (resultKind(evidence, facts)) {
    case "private":
      return [...checkModel(file, evidence, facts), ...checkCertificate(evidence, facts)];
    case "high-fidelity":
      return [...checkOrigin(file, evidence, facts), ...checkCertificate(evidence, facts)];
    case "statistics":
      return [...checkStatistic(file, evidence, facts), ...checkStatisticsCertificate(evidence, facts)];
  }
}
