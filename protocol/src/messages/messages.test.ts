import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { z } from "zod";
import { bareReport } from "../report/test-support/bareReport.ts";
import { Certificate } from "./certificate.ts";
import { ConsentRecord } from "./consentRecord.ts";
import { DatasetSchema } from "./datasetSchema.ts";
import { Deployment } from "./deployment.ts";
import { EvaluationAnswers } from "./evaluationAnswers.ts";
import { JointModel } from "./jointModel.ts";
import { KeyRelease } from "./keyRelease.ts";
import { Manifest } from "./manifest.ts";
import { OrderSpec } from "./orderSpec.ts";
import { Origin } from "./origin.ts";
import { describeMessage, type MessageCase } from "./test-support/describeMessage.ts";

const hash = (byte: string) => `0x${byte.repeat(32)}`;
const account = (byte: string) => `0x${byte.repeat(20)}`;
const nodes = [account("a1"), account("a2"), account("a3")];
const hashes = [hash("01"), hash("02"), hash("03")];

const schema = {
  format: "symbolon-schema/1",
  name: "breast",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 50, 91] },
    { name: "grade", label: "Grade", kind: "categorical", levels: ["1", "2", "3"] },
  ],
  pairs: [["age", "grade"]],
};
const interval = { value: 0.5, low: 0.4, high: 0.6 };
const thresholds = { maxMeanTvd1: 0.1, maxMeanTvd2: 0.2, maxMiaAuc: 0.6 };
const answers = {
  format: "symbolon-answers/2",
  releaseClass: "private",
  orderId: "1",
  datasetId: "2",
  outputHash: hash("0a"),
  mainMicro: "15750",
  scoresMicro: "1750",
  records: 140,
  recordsNoise: 9.8,
  oneWay: [{ column: "age", tvd: 0.01, noise: 0.003, expected: 0.02 }],
  twoWay: [{ columns: ["age", "grade"], tvd: 0.02, noise: 0.003, expected: 0.04 }],
  membership: interval,
};

const origin = {
  format: "symbolon-origin/1",
  chainId: 31337,
  orderId: "1",
  datasetId: "2",
  provider: account("b2"),
  engine: "high-fidelity",
  statement: "not differentially private",
  leaf: 50,
  leavesTried: 2,
  rows: 3000,
  outputHash: hash("0a"),
  bytes: 200,
  code: { version: "0.1.0", commit: "c7ef204", lockHash: hash("12") },
};

/** One valid document per format. Everything below is derived from these. */
const VALID: readonly MessageCase[] = [
  ["DatasetSchema", DatasetSchema, schema],
  [
    "OrderSpec",
    OrderSpec,
    {
      format: "symbolon-order/3",
      chainId: 31337,
      datasetIds: ["1", "2"],
      schemaDigest: hash("0b"),
      engine: "fixed",
      rows: 3000,
      epsilon: 1,
      delta: 1e-6,
      rhoMicro: "17500",
      workload: [["age", "grade"]],
      patients: 3000,
      mostPatients: 2000,
      leastDatasets: 1,
      columns: ["grade"],
      cohort: [{ column: "age", from: 50 }],
      purpose: 16,
      buyerKey: hash("0c"),
      thresholds,
    },
    ["columns", "cohort", "leastDatasets"],
  ],
  [
    "OrderSpec, high-fidelity",
    OrderSpec,
    {
      format: "symbolon-order/3",
      chainId: 31337,
      datasetIds: ["2"],
      schemaDigest: hash("0b"),
      engine: "high-fidelity",
      rows: 3000,
      rhoMicro: "1",
      columns: ["grade"],
      cohort: [{ column: "age", from: 50 }],
      purpose: 16,
      buyerKey: hash("0c"),
      thresholds,
    },
    ["columns", "cohort"],
  ],
  ["Origin", Origin, origin],
  [
    "JointModel",
    JointModel,
    {
      format: "symbolon-model/3",
      chainId: 31337,
      orderId: "1",
      schema,
      mechanism: "aim",
      parameters: {
        patients: 3000,
        mostPatients: 2047,
        workload: [["age", "grade"]],
        maxTableCells: 500,
        rounds: 3,
      },
      security: "malicious",
      epsilon: 1,
      delta: 1e-6,
      rhoMicro: "21901",
      maxOrder: 50,
      tables: [
        { columns: ["age"], coins: 600, noisyCounts: [10, -1] },
        { columns: ["grade"], coins: 600, noisyCounts: [4, 5] },
      ],
      ledger: [
        {
          what: "age",
          kind: "table",
          picoRho: "1300000000",
          delta: 1e-12,
          columns: ["age"],
          chain: hash("0d"),
        },
      ],
      leftOut: [["age", "grade"]],
      transcriptRoot: hash("0d"),
      datasetIds: ["1"],
      refused: [{ datasetId: "2", reason: "its tables do not add up" }],
      inputsDigest: hash("0e"),
      nodes,
      links: hashes,
    },
    ["parameters.maxTableCells", "parameters.rounds"],
  ],
  [
    "Manifest",
    Manifest,
    {
      format: "symbolon-manifest/1",
      chainId: 31337,
      jobRegistry: account("b1"),
      orderId: "1",
      specDigest: hash("0e"),
      datasets: [
        {
          datasetId: "1",
          provider: account("b2"),
          schemaDigest: hash("0b"),
          consentEpoch: "1",
          shareCommitments: hashes,
        },
      ],
      nodes,
      commitDigest: hash("0f"),
      seed: hash("10"),
      model: { digest: hash("11"), bytes: 100 },
      output: { hash: hash("0a"), bytes: 200, rows: 3000, mediaType: "text/csv" },
      code: { version: "0.1.0", commit: "c7ef204", lockHash: hash("12"), engine: "fixed" },
    },
  ],
  [
    "Manifest, high-fidelity",
    Manifest,
    {
      format: "symbolon-manifest/1",
      chainId: 31337,
      jobRegistry: account("b1"),
      orderId: "1",
      specDigest: hash("0e"),
      datasets: [{ datasetId: "1", provider: account("b2"), schemaDigest: hash("0b"), consentEpoch: "1" }],
      nodes,
      commitDigest: hash("0f"),
      model: { digest: hash("11"), bytes: 100 },
      output: { hash: hash("0a"), bytes: 200, rows: 3000, mediaType: "text/csv" },
      code: { version: "0.1.0", commit: "c7ef204", lockHash: hash("12"), engine: "high-fidelity" },
    },
  ],
  ["EvaluationAnswers", EvaluationAnswers, answers],
  [
    "Certificate",
    Certificate,
    {
      format: "symbolon-certificate/2",
      releaseClass: "private",
      chainId: 31337,
      orderId: "1",
      manifestDigest: hash("13"),
      outputHash: hash("0a"),
      modelDigest: hash("11"),
      evaluator: account("a2"),
      privacy: { epsilon: 1, delta: 1e-6, rhoMicro: "17500", unit: "patient", neighbours: "add/remove" },
      answers: [{ provider: account("b2"), answers, expires: 1_800_000_000, signature: "0x00" }],
      dataFree: { meanTvd1: 0.02, meanTvd2: 0.04, expectedTvd1: 0.02, expectedTvd2: 0.05 },
      bound: { auc: 0.57, tprAt1PercentFpr: 0.02 },
      summary: {
        meanTvd1: 0.01,
        meanTvd2: 0.02,
        noiseTvd1: 0.003,
        noiseTvd2: 0.003,
        expectedTvd1: 0.02,
        expectedTvd2: 0.04,
        membershipAuc: interval,
      },
      thresholds,
      passed: true,
      reasons: [],
    },
  ],
  [
    "ConsentRecord",
    ConsentRecord,
    {
      format: "symbolon-consent/1",
      subject: "p-17",
      controller: "Hospital A",
      notice: { version: "1", digest: hash("14") },
      purposes: ["SCIENTIFIC_RESEARCH"],
      dataCategories: ["oncology"],
      processing: "synthetic-data-generation",
      given: "2026-01-01",
      withdrawal: "any time",
    },
  ],
  [
    "KeyRelease",
    KeyRelease,
    {
      orderId: "1",
      cid: "bafk",
      ciphertextHash: hash("15"),
      wrappedKey: "0x00ff",
      fileName: "order-1.csv",
    },
  ],
  [
    "Deployment",
    Deployment,
    {
      chainId: 31337,
      startBlock: 0,
      contracts: Object.fromEntries(
        [
          "accessManager",
          "token",
          "datasetRegistry",
          "consentRegistry",
          "permitRegistry",
          "privacyLedger",
          "market",
          "accessToken",
          "workerRegistry",
          "jobRegistry",
          "disputes",
          "rewards",
        ].map((name) => [name, account("c1")]),
      ),
    },
  ],
];

for (const each of VALID) describeMessage(each);

describe("release classes", () => {
  const report = { ...bareReport(), releaseClass: "high-fidelity", disclosure: "rounded" };
  const { format, orderId, datasetId, outputHash } = answers;
  const fileAnswers = { format, releaseClass: "high-fidelity", orderId, datasetId, outputHash, report };
  const certificate = VALID.find(([name]) => name === "Certificate")![2];
  const { dataFree: _, bound: __, ...rest } = certificate;
  const fileCertificate = {
    ...rest,
    releaseClass: "high-fidelity",
    privacy: { none: "not differentially private" },
    answers: [{ provider: account("b2"), answers: fileAnswers, expires: 1_800_000_000, signature: "0x00" }],
    summary: { meanTvd1: 0.01, meanTvd2: 0.02, membershipAuc: interval },
  };
  const isTaken = (message: z.ZodType, document: unknown) => message.safeParse(document).success;

  test("a hospital answers about a high-fidelity file with its rounded report, and with nothing else", () => {
    assert.equal(isTaken(EvaluationAnswers, fileAnswers), true);
    assert.equal(isTaken(EvaluationAnswers, { ...fileAnswers, releaseClass: "private" }), false);
    assert.equal(isTaken(EvaluationAnswers, { ...answers, releaseClass: "high-fidelity" }), false);
    for (const change of [{ disclosure: "exact" }, { releaseClass: "private" }, { releaseClass: "unknown" }])
      assert.equal(isTaken(EvaluationAnswers, { ...fileAnswers, report: { ...report, ...change } }), false);
  });

  test("a certificate says an epsilon or that there is none, and never both", () => {
    assert.equal(isTaken(Certificate, fileCertificate), true);
    const { privacy } = certificate as { privacy: object };
    assert.equal(isTaken(Certificate, { ...fileCertificate, privacy }), false);
    const both = { ...privacy, none: "not differentially private" };
    assert.equal(isTaken(Certificate, { ...fileCertificate, privacy: both }), false);
    assert.equal(isTaken(Certificate, { ...certificate, privacy: fileCertificate.privacy }), false);
    assert.equal(isTaken(Certificate, { ...fileCertificate, answers: [] }), false);
    assert.equal(isTaken(Certificate, { ...certificate, answers: fileCertificate.answers }), false);
  });

  test("a high-fidelity order has one dataset, the mark and no epsilon", () => {
    const spec = VALID.find(([name]) => name === "OrderSpec, high-fidelity")![2];
    for (const change of [
      { datasetIds: ["1", "2"] },
      { rhoMicro: "0" },
      { rhoMicro: "2" },
      { epsilon: 0 },
      { delta: 1e-6 },
      { workload: [["age", "grade"]] },
    ])
      assert.equal(isTaken(OrderSpec, { ...spec, ...change }), false, JSON.stringify(change));
  });
});

describe("limits that money or privacy hangs on", () => {
  const spec = VALID.find(([name]) => name === "OrderSpec")![2];
  const cases: [string, Record<string, unknown>][] = [
    ["no rows", { rows: 0 }],
    ["too many rows", { rows: 1_000_001 }],
    ["half a row", { rows: 1.5 }],
    ["epsilon 0", { epsilon: 0 }],
    ["epsilon above 20", { epsilon: 20.1 }],
    ["delta above 1e-3", { delta: 0.01 }],
    ["another engine", { engine: "gan" }],
    ["no dataset", { datasetIds: [] }],
    ["nine datasets", { datasetIds: Array.from({ length: 9 }, (_, i) => String(i + 1)) }],
    ["no patients", { patients: 0 }],
    ["a hospital of more patients than counts can be wide", { mostPatients: 2 ** 24 }],
    ["a set of one column", { workload: [["age"]] }],
    ["a set of four columns", { workload: [["a", "b", "c", "d"]] }],
    ["an empty cohort", { cohort: [] }],
    ["a condition without a bound", { cohort: [{ column: "age" }] }],
    ["a condition on levels and bounds at once", { cohort: [{ column: "age", in: ["1"], from: 50 }] }],
    ["no columns", { columns: [] }],
    ["a purpose that is no mask", { purpose: 0 }],
    ["an infinite epsilon", { epsilon: Number.POSITIVE_INFINITY }],
  ];
  for (const [why, change] of cases)
    test(`an order with ${why} is refused`, () => {
      assert.equal(OrderSpec.safeParse({ ...spec, ...change }).success, false);
    });

  test("a model is by exactly three nodes, of whole counts with noise of their own, every one of them charged", () => {
    const model = VALID.find(([name]) => name === "JointModel")![2];
    const tables = model.tables as object[];
    for (const change of [
      { nodes: nodes.slice(1) },
      { links: hashes.slice(1) },
      { tables: [{ ...tables[0], noisyCounts: [0.5] }, tables[1]] },
      { tables: [{ ...tables[0], coins: 63 }, tables[1]] },
      { ledger: [] },
      { security: "none" },
    ])
      assert.equal(JointModel.safeParse({ ...model, ...change }).success, false, JSON.stringify(change));
  });

  test("a released file's name cannot leave the buyer's folder", () => {
    const release = VALID.find(([name]) => name === "KeyRelease")![2];
    for (const fileName of ["", "../x.csv", "a/b.csv", "a b.csv", `${"x".repeat(81)}`])
      assert.equal(KeyRelease.safeParse({ ...release, fileName }).success, false, fileName);
  });
});
