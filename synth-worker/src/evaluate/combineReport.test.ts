import assert from "node:assert/strict";
import { test } from "node:test";
import type { EvaluationReport } from "@symbolon/protocol";
import { combineReport } from "./combineReport.ts";
import { verdictOf } from "./report/verdictOf.ts";

const thresholds = { maxMeanTvd1: 0.18, maxMeanTvd2: 0.28, maxMiaAuc: 0.55 };
type Attack = EvaluationReport["privacy"]["membership"][number];
type Risk = EvaluationReport["privacy"]["risks"][number];

const attack = (name: Attack["attack"], value: number, high: number): Attack => ({
  attack: name,
  auc: { value, low: value - 0.02, high },
  tprAt1PercentFpr: { value: 0.01, low: 0, high: 0.02 },
  roc: { x: [0, 1], y: [0, 1] },
});

const risk = (name: Risk["attack"]): Risk => {
  const rate = { value: 0.01, low: 0, high: 0.03 };
  const secret = name === "inference" ? "age" : null;
  return { attack: name, secret, attackRate: rate, controlRate: rate, risk: rate, guesses: 500 };
};

/** A report whose every check passes; `change` alters its privacy or fidelity, and the verdict follows. */
function report(
  change: {
    readonly tvd?: EvaluationReport["fidelity"]["tvd"];
    readonly membership?: Attack[];
    readonly copyingAlarm?: boolean;
  } = {},
): EvaluationReport {
  const { tvd = { oneWay: 0.031, twoWay: 0.062, threeWay: 0.1 } } = change;
  const { membership = [attack("nearest neighbour", 0.5, 0.52), attack("density ratio", 0.51, 0.54)] } =
    change;
  const blocks = {
    fidelity: {
      tvd,
      ceiling: { oneWay: 0.02, twoWay: 0.05, threeWay: 0.1 },
      ...{ meanKs: null, meanWasserstein: null, associationDifference: null, pMse: null, pMseRatio: null },
      ...{ c2st: null, copyingAlarm: change.copyingAlarm ?? false, alphaPrecision: null, betaRecall: null },
      ...{ authenticity: null, precision: null, recall: null, density: null, coverage: null, mmd: null },
      columns: [],
      pairs: [],
    },
    utility: { tasks: [], survival: [], subgroups: [] },
    privacy: {
      membership,
      risks: [risk("singling out"), risk("linkability"), risk("inference")],
      exactCopies: { training: 0.01, sampled: 0.01, holdout: 0.01 },
      nearCopies: { training: 0.02, sampled: 0.02, holdout: 0.02 },
      distances: {
        ...{ toTrainingP5: null, toTrainingMedian: null, toHoldoutP5: null, toHoldoutMedian: null },
        ...{ nndrMedian: null, closerToTrainingShare: null },
      },
      proof: null,
    },
  };
  const context = { releaseClass: "high-fidelity", isHeldOut: true, records: 600 } as const;
  return {
    format: "symbolon-evaluation/1",
    scheme: "symbolon-scheme/1",
    releaseClass: "high-fidelity",
    disclosure: "rounded",
    synthetic: { name: "s", sha256: `0x${"0a".repeat(32)}`, rows: 3000 },
    training: { name: "t", sha256: null, rows: 2400 },
    holdout: { name: "h", sha256: null, rows: 600 },
    ...blocks,
    verdict: verdictOf(blocks, context),
  };
}

test("a report that passes gives its figures, of the attacks the one that may have found out most, and no reason", () => {
  const { summary, passed, reasons } = combineReport(report(), thresholds);
  assert.deepEqual(reasons, []);
  assert.equal(passed, true);
  assert.deepEqual(summary, {
    meanTvd1: 0.031,
    meanTvd2: 0.062,
    membershipAuc: { value: 0.51, low: 0.49, high: 0.54 },
  });
});

test("every threshold of the order and every check of the scheme is held against it, each giving a reason", () => {
  const far = report({ tvd: { oneWay: 0.19, twoWay: 0.29, threeWay: 0.4 } });
  const { passed, reasons } = combineReport(far, thresholds);
  assert.equal(passed, false);
  assert.deepEqual(
    reasons.map((reason) => reason.split(" is ")[0]),
    ["mean 1-way total variation", "mean 2-way total variation", "check pairs"],
  );
  const strict = combineReport(report(), { ...thresholds, maxMiaAuc: 0.53 });
  assert.match(
    strict.reasons.join(),
    /^upper 95 % limit of the membership AUC is 0.54, the order allows 0.53$/,
  );
  assert.match(combineReport(report({ copyingAlarm: true }), thresholds).reasons.join(), /copying-alarm/);
});

test("without an attack nothing passes, and the worst is assumed", () => {
  const { summary, passed, reasons } = combineReport(report({ membership: [] }), {
    maxMeanTvd1: 1,
    maxMeanTvd2: 1,
    maxMiaAuc: 1,
  });
  assert.equal(passed, false);
  assert.equal(summary.membershipAuc.high, 1);
  assert.match(reasons.join(), /no membership attack/);
});

test("a hospital that leaves a check out, moves its limit or turns its sense does not pass", () => {
  const good = report();
  const { checks } = good.verdict;
  const withChecks = (changed: EvaluationReport["verdict"]["checks"]) =>
    combineReport({ ...good, verdict: { ...good.verdict, checks: changed } }, thresholds);
  for (const { id } of checks) {
    const without = withChecks(checks.filter((check) => check.id !== id));
    assert.deepEqual(without.reasons, [`check ${id} is missing or has another limit`]);
    const moved = withChecks(checks.map((check) => (check.id === id ? { ...check, limit: 2 } : check)));
    assert.equal(moved.passed, false, id);
    const turned = withChecks(
      checks.map((check) => (check.id === id ? { ...check, sense: "at least" } : check)),
    );
    assert.equal(turned.passed, false, id);
  }
  const saysNo = { ...good, verdict: { ...good.verdict, passed: false } };
  assert.equal(combineReport(saysNo, thresholds).passed, false);
});
