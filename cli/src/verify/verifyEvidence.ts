import { chainFacts } from "./chainFacts.ts";
import type { Check } from "./check.ts";
import { checkBudget } from "./checkBudget.ts";
import { checkCertificate } from "./checkCertificate.ts";
import { checkConsent } from "./checkConsent.ts";
import { checkFile } from "./checkFile.ts";
import { checkManifest } from "./checkManifest.ts";
import { checkModel } from "./checkModel.ts";
import { checkOrder } from "./checkOrder.ts";
import { checkPayouts } from "./checkPayouts.ts";
import type { Evidence } from "./evidence.ts";

/**
 * Walks from a file back to order, manifest, signatures, model, regenerated rows, certificate, consent, budget and payouts.
 * Pure: reads the evidence alone and needs no network. Every check runs, so the answer names all that broke.
 */
export function verifyEvidence(file: Uint8Array, evidence: Evidence): Check[] {
  const facts = chainFacts(evidence);
  return [
    ...checkFile(file, facts),
    ...checkOrder(evidence, facts),
    ...checkManifest(evidence, facts),
    ...checkModel(file, evidence, facts),
    ...checkCertificate(evidence, facts),
    ...checkConsent(facts),
    ...checkBudget(facts),
    ...checkPayouts(facts),
  ];
}
