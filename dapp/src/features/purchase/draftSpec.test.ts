import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkOrderSpec,
  type DatasetSchema,
  digestOfDocument,
  HIGH_FIDELITY_THRESHOLDS,
  isPrivateOrder,
  isStatisticsOrder,
  joinSchemas,
  OrderSpec,
  SymbolonError,
} from "@symbolon/protocol";
import { rhoMicroFor } from "@symbolon/synth-worker/accounting";
import { faultsOf } from "./draftFaults.ts";
import { draftSpec } from "./draftSpec.ts";
import { DEFAULT_DRAFT, type PurchaseDraft, withKind } from "./purchaseDraft.ts";
import { DEFAULT_STATISTIC } from "./statisticDraft.ts";
import { sampleDataset, sampleSchema, wholeSchema } from "./test-support/sampleDataset.ts";

const buyer = { chainId: 31337, buyerKey: `0x${"ab".repeat(32)}` } as const;
const draft: PurchaseDraft = { ...DEFAULT_DRAFT, datasetIds: ["1", "2"], purposeMask: 16 };
const two = [sampleDataset("1"), sampleDataset("2")];
const isMissing = (error: unknown) => error instanceof SymbolonError && error.code === "E1006";

/** Another hospital's columns of the same patients. */
const laboratory: DatasetSchema = {
  ...sampleSchema,
  name: "laboratory",
  columns: ["marker", "stage"].map((name) => ({
    name,
    label: name,
    kind: "categorical",
    levels: ["low", "high"],
  })),
  pairs: [],
};

test("a private draft says how many datasets are enough only where not all have to be in", () => {
  const all = draftSpec(draft, two, buyer);
  assert.ok(isPrivateOrder(all) && !("leastDatasets" in all && all.leastDatasets !== undefined));
  const one = draftSpec({ ...draft, leastDatasets: 1 }, two, buyer);
  assert.ok("leastDatasets" in one && one.leastDatasets === 1);
  assert.throws(() => draftSpec({ ...draft, leastDatasets: 3 }, two, buyer), isMissing);
});

test("tables that the buyer names come after those of the outcome, each once, and are all there is when only they are wanted", () => {
  const named = (outcome: string) => {
    const contents = { ...draft.contents, engine: "fixed" as const, outcome };
    const spec = draftSpec(
      {
        ...draft,
        contents: {
          ...contents,
          sets: [
            ["age", "grade"],
            ["grade", "event", "age"],
          ],
        },
      },
      two,
      buyer,
    );
    return "workload" in spec ? spec.workload : null;
  };
  assert.deepEqual(named("#named"), [
    ["age", "grade"],
    ["grade", "event", "age"],
  ]);
  assert.deepEqual(named(""), [
    ["age", "grade"],
    ["grade", "event", "age"],
  ]);
  assert.deepEqual(named("event"), [
    ["age", "event"],
    ["days", "event"],
    ["grade", "event"],
    ["age", "grade"],
    ["grade", "event", "age"],
  ]);
});

test("a private statistic asks for what (epsilon, delta) allow and has neither rows nor limits of a file", () => {
  const spec = draftSpec(withKind(draft, "statistics"), two, buyer);
  assert.ok(isStatisticsOrder(spec));
  assert.deepEqual(spec.request, { statistic: "table", by: [] });
  assert.deepEqual(spec.release, { kind: "private", epsilon: 1, delta: 1e-6 });
  assert.deepEqual([spec.rhoMicro, spec.rows], [rhoMicroFor(1, 1e-6).toString(), 1]);
  assert.equal("thresholds" in spec, false);
  assert.deepEqual(OrderSpec.parse(spec), spec);
});

test("an aggregate leaves the ledger's mark, takes three hospitals where it has them, and is refused of one or by permit", () => {
  const exact = {
    ...withKind(draft, "statistics"),
    statistic: { ...DEFAULT_STATISTIC, release: "aggregate" as const },
  };
  const hospitalsOf = (count: number) => {
    const spec = draftSpec(
      exact,
      Array.from({ length: count }, (_, i) => sampleDataset(String(i + 1))),
      buyer,
    );
    assert.ok(isStatisticsOrder(spec) && spec.release.kind === "aggregate");
    assert.equal(spec.rhoMicro, "1");
    return spec.release.minHospitals;
  };
  assert.deepEqual([2, 3, 4].map(hospitalsOf), [2, 3, 3]);
  assert.match(faultsOf(exact, [sampleDataset("1")]).statistic!, /two hospitals at least/);
  const byPermit = ["1", "2"].map((id) => sampleDataset(id, { lane: "EHDS" }));
  assert.match(faultsOf({ ...exact, permitId: "7" }, byPermit).statistic!, /leave the EHDS lane/);
  assert.deepEqual(faultsOf(exact, two), {});
});

test("a linked draft joins both schemas, plans with the smaller hospital's patients, and measures pairs across", () => {
  const [first, partner] = [
    sampleDataset("7", { offersLinkage: true, records: 3000 }),
    sampleDataset("3", { offersLinkage: true, schema: laboratory, records: 900 }),
  ];
  const linked = {
    ...withKind(draft, "linked"),
    linked: { ...draft.linked, partner, leftOut: ["7.days", "7.grade"] },
  };
  assert.deepEqual(faultsOf(linked, [first, partner]), {});
  const spec = draftSpec(linked, [first, partner], buyer);
  assert.ok(spec.engine === "vertical");
  assert.deepEqual(spec.datasetIds, ["3", "7"]);
  assert.deepEqual(
    spec.parts.map(({ datasetId, columns }) => [datasetId, columns]),
    [
      ["3", ["marker", "stage"]],
      ["7", ["age", "event"]],
    ],
  );
  assert.deepEqual(spec.workload, [
    ["marker", "age"],
    ["marker", "event"],
    ["stage", "age"],
    ["stage", "event"],
  ]);
  assert.deepEqual([spec.patients, spec.mostPatients], [900, 4095]);
  const joined = joinSchemas([
    { schema: laboratory, columns: ["marker", "stage"] },
    { schema: sampleSchema, columns: ["age", "event"] },
  ]);
  assert.equal(spec.schemaDigest, digestOfDocument(joined));
  assert.doesNotThrow(() => checkOrderSpec(spec, joined));
});

test("a linked draft without a partner, or with one that is not open to it, or with a name at both, is named as such", () => {
  const open = sampleDataset("7", { offersLinkage: true });
  const linked = withKind(draft, "linked");
  assert.match(faultsOf(linked, [open]).linked!, /second hospital/);
  const with_ = (partner: typeof open) => ({ ...linked, linked: { ...draft.linked, partner } });
  const closed = sampleDataset("3", { schema: laboratory });
  assert.match(faultsOf(with_(closed), [open, closed]).kind!, /does not let its patients be linked/);
  const same = sampleDataset("3", { offersLinkage: true });
  assert.match(faultsOf(with_(same), [open, same]).epsilon!, /named twice/);
});

const whole = sampleDataset("9", { schema: wholeSchema, offersHighFidelity: true });

for (const [product, rows] of [
  ["patients-over-time", 1000],
  ["images", 500],
] as const)
  test(`a draft of ${product} is an order of the dataset's own product, by the usual number and high-fidelity limits`, () => {
    const chosen = { ...withKind({ ...draft, datasetIds: ["9"] }, product), isWarned: true };
    assert.deepEqual(faultsOf(chosen, [whole]), {});
    const spec = draftSpec(chosen, [whole], buyer);
    assert.ok("product" in spec);
    assert.deepEqual([spec.product, spec.rows, spec.rhoMicro], [product, rows, "1"]);
    assert.deepEqual(spec.thresholds, HIGH_FIDELITY_THRESHOLDS);
    assert.equal(spec.columns, undefined);
    assert.deepEqual(OrderSpec.parse(spec), spec);
  });

test("classes and cohort of a draft are in its order", () => {
  const contents = {
    ...draft.contents,
    classesOut: ["0"],
    cohort: [{ column: "grade", operator: "is" as const, value: "3" }],
  };
  const specOf = (kind: "images" | "patients-over-time") =>
    draftSpec({ ...withKind(draft, kind), contents }, [whole], buyer);
  const [images, patients] = [specOf("images"), specOf("patients-over-time")];
  assert.deepEqual("classes" in images && images.classes, ["1", "2"]);
  assert.equal(images.cohort, undefined);
  assert.deepEqual(patients.cohort, [{ column: "grade", in: ["3"] }]);
  assert.ok(!("classes" in patients));
});
