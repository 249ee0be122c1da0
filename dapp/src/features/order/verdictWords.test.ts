import assert from "node:assert/strict";
import { test } from "node:test";
import { FileCertificate, type HighFidelityCertificate } from "@symbolon/protocol";
import { certificateAsTaken } from "./certificateAsTaken.ts";
import { verdictWords } from "./verdictWords.ts";

const bytes32 = `0x${"ab".repeat(32)}`;
const account = `0x${"cd".repeat(20)}`;
const common = {
  format: "symbolon-certificate/2",
  chainId: 31337,
  orderId: "7",
  manifestDigest: bytes32,
  outputHash: bytes32,
  modelDigest: bytes32,
  evaluator: account,
  thresholds: { maxMeanTvd1: 0.18, maxMeanTvd2: 0.28, maxMiaAuc: 0.6 },
  passed: true,
  reasons: [],
};
const signed = { provider: account, expires: 1, signature: "0x" };
const about = { format: "symbolon-answers/2", orderId: "7", datasetId: "1", outputHash: bytes32 };
const figures = {
  meanTvd1: 0.052,
  meanTvd2: 0.11,
  membershipAuc: { value: 0.497, low: 0.46, high: 0.53 },
};

function privateCertificate(change: object = {}, membership: object | null = figures.membershipAuc) {
  const answers = {
    ...about,
    releaseClass: "private",
    mainMicro: "9",
    scoresMicro: "1",
    records: 500,
    recordsNoise: 3,
    oneWay: [{ column: "a", tvd: 0.052, noise: 0.004, expected: 0.04 }],
    twoWay: [],
    membership,
  };
  return FileCertificate.parse({
    ...common,
    releaseClass: "private",
    answers: [{ ...signed, answers }],
    privacy: { epsilon: 1, delta: 1e-6, rhoMicro: "10", unit: "patient", neighbours: "add/remove" },
    dataFree: null,
    bound: { auc: 0.5802, tprAt1PercentFpr: 0.02 },
    summary: { ...figures, noiseTvd1: 0.004, noiseTvd2: 0.004, expectedTvd1: 0.041, expectedTvd2: 0.1 },
    ...change,
  });
}

test("a private file that passed may be handed out; its bound is rounded up, so that it stays one", () => {
  const { answer, meaning, limits } = verdictWords(privateCertificate());
  assert.equal(answer, "Yes.");
  assert.match(meaning[0]!, /by 5\.2 %, give or take 0\.8 %; a perfect file would by 4\.1 %/);
  assert.match(meaning[1]!, /\(ε 1\).*more than 59 of 100 pairs.*did in 50\./);
  assert.ok(limits.length > 0);
});

test("one that missed a limit says no, and why", () => {
  const { answer, isPassed, reasons } = verdictWords(
    privateCertificate({ passed: false, reasons: ["x is 2"] }),
  );
  assert.deepEqual([answer, isPassed, reasons], ["No.", false, ["x is 2"]]);
});

test("one that keeps the order's limits and was refused on chain missed the market's: it says no, and that", () => {
  const passed = privateCertificate();
  assert.equal(certificateAsTaken(passed, false), passed);
  const { answer, reasons } = verdictWords(certificateAsTaken(passed, true));
  assert.equal(answer, "No.");
  assert.match(reasons.join(), /those that the market sets/);
  const missed = privateCertificate({ passed: false, reasons: ["x is 2"] });
  assert.deepEqual(certificateAsTaken(missed, true).reasons, ["x is 2"]);
});

test("what was not asked is not claimed: no attack without a budget for it, no likeness without an answer", () => {
  assert.match(verdictWords(privateCertificate({}, null)).meaning[1]!, /No attack was tried/);
  const { meaning } = verdictWords(privateCertificate({ answers: [], passed: false }));
  assert.equal(meaning.length, 1);
  assert.match(meaning[0]!, /By proof/);
});

/** Of a report only what is read here: the verdict's words and the parts on whole patients and images. The rest of it has its own tests. */
const highFidelityCertificate = (report: object) =>
  ({
    ...common,
    releaseClass: "high-fidelity",
    answers: [{ ...signed, answers: { ...about, releaseClass: "high-fidelity", report } }],
    privacy: { none: "not differentially private" },
    summary: figures,
  }) as unknown as HighFidelityCertificate;

test("a high-fidelity file is never more than a yes with care, and says that nothing is proved", () => {
  const report = { verdict: { words: "No attack that was tried recognises a patient." } };
  const { answer, sentence, meaning } = verdictWords(highFidelityCertificate(report));
  assert.equal(answer, "Yes, with care.");
  assert.match(sentence, /Nobody has proved that it is private/);
  assert.equal(meaning[0], report.verdict.words);
  assert.match(meaning[1]!, /nobody tried may do better/);
});

test("whole patients say whether their tables fit together, images how well copies are found; nothing is said that was not measured", () => {
  const words = (part: object) =>
    verdictWords(highFidelityCertificate({ verdict: { words: "." }, ...part })).meaning;
  assert.match(
    words({ overTime: { patients: 1200, violations: 0, tables: [] } })[1]!,
    /1,200 patients: no row breaks/,
  );
  assert.match(words({ overTime: { patients: 9, violations: 1, tables: [] } })[1]!, /1 row breaks/);
  assert.match(
    words({ images: { plantedFound: 0.991, falseAlarms: 0.01 } })[1]!,
    /found 99\.1 %, and it took 1\.0 % of other patients' real pictures for copies\.$/,
  );
  assert.match(
    words({ images: { plantedFound: 0, falseAlarms: 0.003 } })[1]!,
    /found 0\.0 %.*no safeguard\.$/,
  );
  assert.equal(words({ images: { plantedFound: null, falseAlarms: null } }).length, 2);
});
