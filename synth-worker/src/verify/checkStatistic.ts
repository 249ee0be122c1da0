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
import { claimKey } from "../joint/upload/claimKey.ts";
import { limitFaults } from "../mpc/statistics/limitFaults.ts";
import { transcriptSums } from "../mpc/statistics/transcriptSums.ts";
import { rhoMicroFor } from "../privacy/rhoMicroFor.ts";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check, mustEqual } from "./check.ts";
import { documentOf } from "./documents.ts";
import type { Evidence } from "./evidence.ts";

/**
 * A statistic: the file is the canonical result of this order's question, its transcript is of this job and begins with what the budget was
 * charged for. Of a private release the figures are found again from the openings that are pinned; of an aggregate the exact sums are with the
 * nodes alone, so what can be checked is that the figures keep to the order's limits.
 */
export function checkStatistic(file: Uint8Array | null, evidence: Evidence, facts: ChainFacts): Check[] {
  const { terms } = facts.order;
  const { record } = facts.job;
  const spec = () => documentOf(evidence, terms.specDigest, StatisticsOrderSpec, "order spec");
  const transcript = () =>
    documentOf(evidence, record.report.modelDigest, StatisticsTranscript, "transcript");
  const rounds = checkRounds(evidence, facts, transcript);
  // Only the file says what the figures are; the chain has its hash.
  if (file === null) return [rounds];
  const bytes = file;
  const result = () => parseDocument(StatisticsResult, JSON.parse(new TextDecoder().decode(bytes)), "result");
  return [
    check("result of the order", () => {
      const found = result();
      const { chainId, request, cohort, release, precision, datasetIds } = spec();
      mustEqual("canonical form", isSame(documentBytes(found), bytes), true);
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
    rounds,
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

/** The transcript is of this job and begins with what was fixed before the budget was charged. */
function checkRounds(evidence: Evidence, facts: ChainFacts, transcript: () => StatisticsTranscript): Check {
  const { terms } = facts.order;
  const { record } = facts.job;
  return check("transcript of the rounds", () => {
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
  });
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
