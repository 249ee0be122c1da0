import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  canonicalJson,
  DEFAULT_THRESHOLDS,
  digestOfDocument,
  type Hex,
  JointModel,
  type PrivateOrderSpec,
  rowSeed,
} from "@symbolon/protocol";
import { generateCsv } from "../exports/generate.ts";
import type { ChainFacts } from "./chainFacts.ts";
import type { Check } from "./check.ts";
import { checkModel } from "./checkModel.ts";
import type { Evidence } from "./evidence.ts";
import { sampleEvents, sampleEvidence } from "./test-support/sampleEvidence.ts";

/** The frozen model of a joint AIM job, and what the whole order may cost: its tables and a tenth for the evaluation. */
const vector = JSON.parse(readFileSync(new URL("../../test-vectors/generate.json", import.meta.url), "utf8"));
const model = JointModel.parse(vector.model);
const rhoMicro = BigInt(vector.rhoMicro as string);
const ROWS = 200;

const { patients, mostPatients, workload } = model.parameters;
const spec: PrivateOrderSpec = {
  format: "symbolon-order/3",
  chainId: 31337,
  datasetIds: ["1", "2"],
  schemaDigest: digestOfDocument(model.schema),
  engine: "aim",
  epsilon: model.epsilon,
  delta: model.delta,
  rhoMicro: rhoMicro.toString(),
  workload,
  patients,
  mostPatients,
  rows: ROWS,
  purpose: 16,
  buyerKey: `0x${"05".repeat(32)}`,
  thresholds: DEFAULT_THRESHOLDS,
};

type Case = {
  readonly made?: JointModel;
  readonly ordered?: PrivateOrderSpec;
  readonly paidMicro?: bigint;
  readonly droppedMask?: bigint;
  readonly commitDigest?: Hex;
  readonly nodes?: readonly Hex[];
  readonly bytes?: (file: Uint8Array) => Uint8Array;
};

/** All checks of an order as it was, but for what the case changes. The file is what the model gives. */
function checksOf({ made = model, ordered = spec, bytes = (file) => file, ...change }: Case): Check[] {
  const evidence: Evidence = sampleEvidence(sampleEvents());
  for (const document of [ordered, made])
    evidence.documents[digestOfDocument(document)] = canonicalJson(document);
  const modelDigest = digestOfDocument(made);
  const terms = {
    specDigest: digestOfDocument(ordered),
    rhoMicro: change.paidMicro ?? rhoMicro,
    rows: BigInt(ROWS),
    datasetIds: [1n, 2n],
  };
  const record = {
    report: { modelDigest },
    commitDigest: change.commitDigest ?? made.inputsDigest,
    droppedMask: change.droppedMask ?? 0n,
    nodes: change.nodes ?? made.nodes,
  };
  const facts = { order: { terms }, job: { record } } as unknown as ChainFacts;
  const file = generateCsv(made, { rows: ROWS, seedHex: rowSeed(BigInt(evidence.orderId), modelDigest) });
  return checkModel(bytes(file), evidence, facts);
}
const broken = (change: Case) =>
  checksOf(change)
    .filter(({ ok }) => !ok)
    .map(({ name }) => name);

test("a model as ordered, by its nodes, of its inputs, holds in every check", () => {
  const checks = checksOf({});
  assert.deepEqual(
    checks.filter(({ ok }) => !ok),
    [],
  );
  assert.deepEqual(
    checks.map(({ name }) => name),
    [
      "model of the order",
      "inputs of the model",
      "privacy of the model",
      ...["plan", "openings", "prices", "budget", "tables", "chain"].map((name) => `${name} of the model`),
      "rows regenerated from the model",
    ],
  );
});

for (const [what, change] of [
  ["order", { made: { ...model, orderId: "8" } }],
  ["chain", { made: { ...model, chainId: 1 } }],
  ["engine", { ordered: { ...spec, engine: "mst" } }],
  ["delta", { ordered: { ...spec, delta: 2e-6 } }],
  ["number of patients", { ordered: { ...spec, patients: 2001 } }],
  ["workload", { ordered: { ...spec, workload: [] } }],
  ["schema", { ordered: { ...spec, schemaDigest: `0x${"07".repeat(32)}` } }],
  ["security", { made: { ...model, security: "semi-honest" } }],
  ["order of nodes", { nodes: [...model.nodes].reverse() }],
] as const satisfies [string, Case][])
  test(`a model with another ${what} than the order says is named`, () => {
    assert.deepEqual(broken(change), ["model of the order"]);
  });

test("inputs are those fixed on chain, and who is in and who is out is as the chain says", () => {
  assert.deepEqual(broken({ commitDigest: `0x${"07".repeat(32)}` }), ["inputs of the model"]);
  const without = {
    ...model,
    datasetIds: ["1"],
    refused: [{ datasetId: "2", reason: "its tables do not add up" }],
  };
  assert.deepEqual(broken({ made: without, droppedMask: 0b10n }), []);
  assert.match(checksOf({ made: without, droppedMask: 0b10n })[1]!.detail, /without 2 \(its tables/);
  assert.deepEqual(broken({ made: without }), ["inputs of the model"]);
  assert.deepEqual(broken({ droppedMask: 0b10n }), ["inputs of the model"]);
  assert.deepEqual(broken({ made: without, droppedMask: 0b01n }), ["inputs of the model"]);
});

test("a budget that is not what was paid, or more than epsilon and delta allow, is named", () => {
  assert.deepEqual(broken({ paidMicro: rhoMicro - 10n }), ["privacy of the model"]);
  assert.deepEqual(broken({ ordered: { ...spec, epsilon: 0.9 } }), [
    "model of the order",
    "privacy of the model",
  ]);
  const rich = { ...model, rhoMicro: (2n * BigInt(model.rhoMicro)).toString() };
  assert.ok(broken({ made: rich, paidMicro: 2n * rhoMicro }).includes("plan of the model"));
});

test("an entry of the ledger that is cheaper, gone, or of another table is named, and the chain with it", () => {
  const [first, ...rest] = model.ledger;
  const cheaper = { ...model, ledger: [{ ...first!, picoRho: "1" }, ...rest] };
  assert.deepEqual(broken({ made: cheaper }), ["prices of the model", "chain of the model"]);
  assert.ok(broken({ made: { ...model, ledger: rest } }).includes("chain of the model"));
  const other = { ...model, ledger: [{ ...first!, columns: ["sex"] }, ...rest] };
  assert.ok(broken({ made: other }).includes("openings of the model"));
  assert.deepEqual(broken({ made: { ...model, transcriptRoot: first!.chain } }), ["chain of the model"]);
});

test("a count changed by one, or less noise than was paid for, is named", () => {
  const [first, ...rest] = model.tables;
  const noisyCounts = first!.noisyCounts.with(0, first!.noisyCounts[0]! + 1);
  assert.deepEqual(broken({ made: { ...model, tables: [{ ...first!, noisyCounts }, ...rest] } }), [
    "chain of the model",
  ]);
  const quieter = { ...model, tables: [{ ...first!, coins: first!.coins - 2 }, ...rest] };
  assert.ok(broken({ made: quieter }).includes("tables of the model"));
});

test("a flipped byte of the file, and one too many, are named with their place", () => {
  const flip = (file: Uint8Array) => file.with(100, file[100]! ^ 1);
  assert.deepEqual(broken({ bytes: flip }), ["rows regenerated from the model"]);
  assert.match(checksOf({ bytes: flip }).at(-1)!.detail, /100/);
  assert.deepEqual(broken({ bytes: (file) => Uint8Array.of(...file, 10) }), [
    "rows regenerated from the model",
  ]);
});

test("a document that is no joint model breaks every check, and none of them throws", () => {
  const made = { ...model, format: "symbolon-model/2" } as unknown as JointModel;
  assert.deepEqual(broken({ made }), [
    "model of the order",
    "inputs of the model",
    "privacy of the model",
    "plan of the model",
    "rows regenerated from the model",
  ]);
});
