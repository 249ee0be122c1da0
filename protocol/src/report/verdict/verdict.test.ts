import assert from "node:assert/strict";
import { test } from "node:test";
import { bareReport } from "../test-support/bareReport.ts";
import { sampleReport } from "../test-support/sampleReport.ts";
import { certaintyGauge } from "./certaintyGauge.ts";
import { headline } from "./headline.ts";
import { likenessGauge } from "./likenessGauge.ts";
import { recognitionGauge } from "./recognitionGauge.ts";
import { usefulnessGauge } from "./usefulnessGauge.ts";

const proof = {
  epsilon: 1,
  delta: 1e-9,
  mu: 0.181975,
  maxMembershipAuc: 0.5512,
  maxTprAt1PercentFpr: 0.0161,
};
const exactly = (value: number) => ({ value, low: value, high: value });

test("only a passed private file with a proof may be handed out without reserve", () => {
  const report = sampleReport();
  assert.equal(headline(report).answer, "Yes, with care.");
  assert.match(headline(report).proof, /none/);
  const privately = { ...report, releaseClass: "private" as const };
  assert.equal(headline(privately).answer, "Yes, with care.", "private by name alone is no proof");
  const proved = { ...privately, privacy: { ...report.privacy, proof } };
  assert.deepEqual([headline(proved).answer, headline(proved).proof], ["Yes.", "Epsilon 1, delta 1e-9"]);
  const failed = { ...proved, verdict: { ...report.verdict, passed: false } };
  assert.equal(headline(failed).answer, "No.");
});

test("likeness follows the AUC of telling apart; a copying alarm is never praise", () => {
  const words = [0.5, 0.55, 0.551, 0.65, 0.8, 0.81].map((auc) => {
    const report = sampleReport();
    report.fidelity.c2st = exactly(auc);
    const { word, step } = likenessGauge(report);
    return `${word} ${step}`;
  });
  assert.deepEqual(words, [
    "Very alike 4",
    "Very alike 4",
    "Alike 3",
    "Alike 3",
    "Roughly alike 2",
    "Easily told apart 1",
  ]);
  const copied = sampleReport();
  copied.fidelity.copyingAlarm = true;
  copied.fidelity.c2st = exactly(0.07);
  assert.deepEqual([likenessGauge(copied).word, likenessGauge(copied).step], ["Too alike", 1]);
  const distances = sampleReport();
  distances.fidelity.c2st = null;
  assert.equal(likenessGauge(distances).word, "Very alike");
  assert.equal(likenessGauge(bareReport()).word, "Easily told apart", "a distance of 1 without a ceiling");
});

test("usefulness is that of the weakest task, then of R2, then of hazard ratios", () => {
  const report = sampleReport();
  assert.equal(usefulnessGauge(report).word, "Nearly as good");
  assert.match(usefulnessGauge(report).evidence, /death = 1.* 71 of 100 .* 73 of 100/);
  const [first] = report.utility.tasks;
  const learnt = { auroc: null, brier: null, calibrationSlope: null, roc: null };
  report.utility.tasks = [
    { ...first!, positive: null, synthetic: { ...learnt, r2: -0.2 }, real: { ...learnt, r2: 0.5 } },
  ];
  assert.deepEqual([usefulnessGauge(report).word, usefulnessGauge(report).step], ["Much worse", 1]);
  report.utility.tasks = [];
  assert.equal(usefulnessGauge(report).word, "Nearly as good", "overlap 0.81");
  assert.equal(usefulnessGauge(bareReport()).step, null);
});

test("recognition follows the upper limit of the best attack, worse with risks and copies", () => {
  const report = sampleReport();
  assert.equal(recognitionGauge(report).word, "No sign of it");
  report.privacy.membership[1]!.auc.high = 0.59;
  assert.equal(recognitionGauge(report).word, "Hardly");
  report.privacy.risks[0]!.risk = { value: 0.3, low: 0.2, high: 0.4 };
  assert.equal(recognitionGauge(report).word, "Some could be");
  report.privacy.exactCopies = { training: 0.5, sampled: 0.5, holdout: 0 };
  report.privacy.membership[1]!.auc.high = 0.99;
  assert.deepEqual([recognitionGauge(report).word, recognitionGauge(report).step], ["Yes", 1]);
  assert.match(recognitionGauge(report).evidence, /copied/);
  const common = sampleReport();
  common.privacy.exactCopies = { training: 0.5, sampled: 0.5, holdout: 0.5 };
  assert.equal(recognitionGauge(common).word, "No sign of it", "common records are no copies");
  const proved = bareReport();
  assert.equal(recognitionGauge(proved).step, null);
  proved.privacy.proof = proof;
  assert.match(recognitionGauge(proved).evidence, /no attack, known or not.* 55 of 100/);
});

test("certainty is a proof or the width of what was measured", () => {
  const report = sampleReport();
  assert.equal(certaintyGauge(report).word, "Fairly sure");
  report.privacy.membership[0]!.auc = { value: 0.5, low: 0.3, high: 0.7 };
  assert.equal(certaintyGauge(report).word, "Unsure");
  report.privacy.proof = proof;
  assert.equal(certaintyGauge(report).word, "Proved");
  assert.equal(certaintyGauge(bareReport()).step, null);
});
