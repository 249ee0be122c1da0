import assert from "node:assert/strict";
import { test } from "node:test";
import { type DatasetSchema, MAX_ORDERED_IMAGES, MIN_ORDERED_IMAGES } from "@symbolon/protocol";
import { epsilonOf, orderBudget } from "@symbolon/synth-worker/accounting";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { faultsOf } from "./draftFaults.ts";
import { askedRhoMicro, commonPurposes, DEFAULT_DRAFT, planOf, withKind } from "./purchaseDraft.ts";
import { sampleDataset, wholeSchema } from "./test-support/sampleDataset.ts";

const dataset = (id: string, change: Partial<DatasetSummary> = {}): DatasetSummary =>
  sampleDataset(id, { schema: null, schemaDigest: `0x${"aa".repeat(32)}`, ...change });
const draft = { ...DEFAULT_DRAFT, datasetIds: ["1", "2"], purposeMask: 16 };

test("the asked budget is what epsilon and delta allow for noise from coins; nothing for next to no epsilon", () => {
  const asked = askedRhoMicro(draft)!;
  assert.equal(asked, orderBudget(1, 1e-6).rhoMicro);
  assert.ok(epsilonOf(asked, 1e-6) <= 1);
  assert.equal(askedRhoMicro({ ...draft, epsilon: Number.NaN }), null);
  assert.equal(askedRhoMicro({ ...draft, epsilon: 1e-9 }), 0n);
});

test("the plan has both hospitals' patients, and the larger one's rounded up", () => {
  const { epsilon, delta } = draft;
  const plan = planOf(draft, [dataset("1"), dataset("2", { records: 1500 })]);
  assert.deepEqual(plan, { epsilon, delta, patients: 2500, mostPatients: 2047 });
  assert.equal(planOf(draft, [dataset("1", { records: null })]), null);
});

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "two",
  columns: ["a", "b"].map((name) => ({ name, label: name, kind: "categorical", levels: ["x", "y"] })),
  pairs: [],
};

test("an order that the nodes could not run is refused at epsilon, in words, once all it needs is there", () => {
  const datasets = [dataset("1", { schema })];
  assert.deepEqual(faultsOf(draft, datasets), {});
  const tiny = { ...draft, epsilon: 0.008 };
  assert.match(faultsOf(tiny, datasets).epsilon!, /cannot be run: .*raise epsilon/);
  // A fault elsewhere comes first: no second one about the plan.
  const fixed = { ...tiny, contents: { ...tiny.contents, engine: "fixed" as const } };
  const faults = faultsOf(fixed, datasets);
  assert.match(faults.contents!, /at least one set/);
  assert.equal(faults.epsilon, undefined);
});

test("two hospitals with one schema, a shared purpose and enough budget have no fault", () => {
  assert.deepEqual(faultsOf(draft, [dataset("1"), dataset("2")]), {});
});

test("an EHDS dataset with a permit's number has no fault", () => {
  assert.deepEqual(faultsOf({ ...draft, permitId: "12" }, [dataset("1", { lane: "EHDS" })]), {});
});

test("a high-fidelity draft asks for the ledger's mark only, has limits of its own, and is confirmed anew each time", () => {
  const chosen = withKind({ ...draft, isWarned: true }, "high-fidelity");
  assert.equal(askedRhoMicro({ ...chosen, epsilon: Number.NaN }), 1n);
  assert.equal(chosen.thresholds.maxMiaAuc, 0.55);
  assert.match(
    faultsOf(chosen, [dataset("1", { offersHighFidelity: true })]).kind!,
    /not differentially private/,
  );
  const confirmed = { ...chosen, isWarned: true };
  assert.deepEqual(faultsOf(confirmed, [dataset("1", { offersHighFidelity: true })]), {});
  assert.deepEqual(withKind(confirmed, "private").thresholds, draft.thresholds);
  assert.equal(withKind(confirmed, "private").isWarned, false);
});

for (const [name, datasets] of [
  ["two datasets", [dataset("1", { offersHighFidelity: true }), dataset("2", { offersHighFidelity: true })]],
  ["a provider that does not allow it", [dataset("1")]],
  ["the EHDS lane", [dataset("1", { lane: "EHDS", offersHighFidelity: true })]],
] as const)
  test(`${name} give no high-fidelity file, confirmed or not`, () => {
    const chosen = { ...withKind(draft, "high-fidelity"), isWarned: true, permitId: "1" };
    assert.ok(faultsOf(chosen, datasets).kind);
    assert.equal(faultsOf(withKind(chosen, "private"), datasets).kind, undefined);
  });

test("purposes in common are those of every dataset", () => {
  assert.equal(commonPurposes([dataset("1"), dataset("2", { purposesMask: 0b01010000 })]), 0b01010000);
  assert.equal(commonPurposes([]), 0);
});

for (const [name, field, change, datasets] of [
  ["no dataset", "datasetIds", {}, []],
  [
    "other variables",
    "datasetIds",
    {},
    [dataset("1"), dataset("2", { schemaDigest: `0x${"bb".repeat(32)}` })],
  ],
  [
    "a dataset that does not say how many patients it has",
    "datasetIds",
    {},
    [dataset("1", { records: null })],
  ],
  ["next to no epsilon", "epsilon", { epsilon: 1e-9 }, [dataset("1")]],
  ["a dataset not for sale", "datasetIds", {}, [dataset("1", { status: "UNLISTED" })]],
  ["no rows", "rows", { rows: 0 }, [dataset("1")]],
  ["too many rows", "rows", { rows: 1_000_001 }, [dataset("1")]],
  ["an empty epsilon field", "epsilon", { epsilon: Number.NaN }, [dataset("1")]],
  ["epsilon above 20", "epsilon", { epsilon: 20.5 }, [dataset("1")]],
  [
    "too little budget in one hospital",
    "epsilon",
    {},
    [
      dataset("1"),
      dataset("2", { budget: { capMicro: 9n, reservedMicro: 0n, spentMicro: 0n, availableMicro: 9n } }),
    ],
  ],
  [
    "a purpose one hospital refuses",
    "purposeMask",
    { purposeMask: 128 },
    [dataset("1", { purposesMask: 16 })],
  ],
  ["datasets of both lanes", "datasetIds", { permitId: "1" }, [dataset("1"), dataset("2", { lane: "EHDS" })]],
  ["an EHDS dataset without a permit", "permitId", {}, [dataset("1", { lane: "EHDS" })]],
  ["a permit that is no number", "permitId", { permitId: "DE-2029/1" }, [dataset("1", { lane: "EHDS" })]],
  ["no purpose", "purposeMask", { purposeMask: 0 }, [dataset("1")]],
  [
    "an attack limit below a coin toss",
    "thresholds",
    { thresholds: { maxMeanTvd1: 0.1, maxMeanTvd2: 0.2, maxMiaAuc: 0.4 } },
    [dataset("1")],
  ],
] as const)
  test(`${name} is named at ${field}`, () => {
    assert.ok(faultsOf({ ...draft, ...change }, datasets)[field]);
  });

test("what a dataset has not, its provider does not let out, or a permit covers, is refused in words", () => {
  const offer = { schema: wholeSchema, offersHighFidelity: true };
  const faultOf = (kind: "images" | "patients-over-time", change: Partial<DatasetSummary>) =>
    faultsOf({ ...withKind(draft, kind), isWarned: true, permitId: "1" }, [dataset("1", change)]).kind;
  for (const kind of ["images", "patients-over-time"] as const) {
    assert.equal(faultOf(kind, offer), undefined);
    assert.match(faultOf(kind, { ...offer, schema })!, /has no (images|tables over time)/);
    assert.match(faultOf(kind, { ...offer, offersHighFidelity: false })!, /private files only/);
    assert.match(faultOf(kind, { ...offer, lane: "EHDS" })!, /EHDS lane/);
    assert.match(faultsOf(withKind(draft, kind), [dataset("1", offer)]).kind!, /not differentially private/);
  }
});

test("a number stays with what it counts: images have their own, and bounds of their own", () => {
  const many = { ...draft, rows: 20_000 };
  assert.equal(withKind(many, "high-fidelity").rows, 20_000);
  const images = withKind(many, "images");
  assert.equal(images.rows, 500);
  assert.equal(withKind(images, "private").rows, DEFAULT_DRAFT.rows);
  const rowsFault = (rows: number) => faultsOf({ ...images, rows }, [dataset("1")]).rows;
  assert.equal(rowsFault(MAX_ORDERED_IMAGES), undefined);
  assert.match(rowsFault(MAX_ORDERED_IMAGES + 1)!, /to 10,000/);
  assert.equal(rowsFault(MIN_ORDERED_IMAGES), undefined);
  assert.match(rowsFault(MIN_ORDERED_IMAGES - 1)!, /from 6/);
});
