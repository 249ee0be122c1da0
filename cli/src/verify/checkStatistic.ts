import {
  AGGREGATE,
  canonicalJson,
  documentBytes,
  parseDocument,
  StatisticsOrderSpec,
  StatisticsResult,
  StatisticsTranscript,
  SymbolonError,
} from "@symbolon/protocol";
import { rhoMicroFor } from "@symbolon/synth-worker/accounting";
import { claimKey, limitFaults, transcriptSums } from "@symbolon/synth-worker/mpc";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

/**
 * A statistic: the file is the canonical result of this order's question, its transcript is of this job and begins with what the budget was
 * charged for. Of a private release the figures are found again from the openings that are pinned; of an aggregate the exact sums are with the
 * nodes alone, so what can be checked is that the figures keep to the order's limits.
 */
export function checkStatistic(file: Uint8Array, evidence: Evidence, facts: ChainFacts): Check[] {
  const { terms } = facts.order;
  const { record } = facts.job;
  const spec = () => documentOf(evidence, terms.specDigest, StatisticsOrderSpec, "order spec");
  const transcript = () =>
    documentOf(evidence, record.report.modelDigest, StatisticsTranscript, "transcript");
  const result = () => parseDocument(StatisticsResult, JSON.parse(new TextDecoder().decode(file)), "result");
  return [
    check("result of the order", () => {
      const found = result();
      const { chainId, request, cohort, release, precision, datasetIds } = spec();
      mustEqual("canonical form", Buffer.compare(documentBytes(found), file), 0);
      mustEqual("chain of the result", found.chainId, chainId);
      mustEqual("order of the result", found.orderId, evidence.orderId);
      mustEqual("spec of the result", found.specDigest, terms.specDigest);
      mustEqual("transcript of the result", found.transcriptDigest, record.report.modelDigest);
      const asked = { request, cohort: cohort ?? null, release, precision, datasetIds };
      const answered = {
        request: found.request,
        cohort: found.cohort ?? null,
        release: found.release,
        precision: found.precision,
        datasetIds: found.datasetIds,
      };
      mustEqual("question of the result", canonicalJson(answered), canonicalJson(asked));
      mustEqual("statistic of the result", found.figures.statistic, request.statistic);
      return `${request.statistic} over ${datasetIds.length} datasets`;
    }),
    check("transcript of the rounds", () => {
      const { chainId, orderId, specDigest, claim, nodes, datasetIds, rounds } = transcript();
      mustEqual("chain of the transcript", chainId, evidence.deployment.chainId);
      mustEqual("order of the transcript", orderId, evidence.orderId);
      mustEqual("spec of the transcript", specDigest, terms.specDigest);
      mustEqual("claim of the transcript", claim, claimKey(BigInt(evidence.orderId), facts.job));
      mustEqual("nodes of the transcript", nodes.join(), record.nodes.join());
      mustEqual("datasets of the transcript", datasetIds.join(), terms.datasetIds.join());
      mustEqual(
        "first round, fixed before the budget was charged",
        rounds[0]!.commitDigest,
        record.commitDigest,
      );
      return `${rounds.length} rounds, the first bound before the charge`;
    }),
    check("figures of the result", () => {
      const { figures } = result();
      const order = spec();
      const { release } = order;
      const [fault] = limitFaults(order, figures);
      if (fault !== undefined)
        throw new SymbolonError("E7005", { what: "limits", actual: fault, expected: "kept" });
      if (release.kind === "aggregate")
        return `${AGGREGATE}: limits of ${release.minCell} per cell, ${release.minRecords} records and ${release.minHospitals} hospitals kept; the exact sums are not published`;
      const { step } = transcriptSums(order, transcript());
      if (step.step !== "released")
        throw new SymbolonError("E7005", { what: "rounds", actual: step.step, expected: "released" });
      mustEqual("figures", canonicalJson(figures), canonicalJson(step.result));
      const allowed = rhoMicroFor(release.epsilon, release.delta);
      if (terms.rhoMicro > allowed)
        throw new SymbolonError("E7005", {
          what: "rho of the order",
          actual: terms.rhoMicro,
          expected: `at most ${allowed}`,
        });
      return `found again from the published openings; epsilon ${release.epsilon} at delta ${release.delta}`;
    }),
  ];
}
