import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type DatasetSchema,
  DEFAULT_THRESHOLDS,
  digestOfDocument,
  HIGH_FIDELITY_THRESHOLDS,
  isPrivateOrder,
  MARK_RHO_MICRO,
  OrderSpec,
  SymbolonError,
} from "@symbolon/protocol";
import { orderBudget } from "@symbolon/synth-worker/accounting";
import { buildOrderSpec, type OrderChoices } from "./buildOrderSpec.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "two",
  columns: [
    { name: "a", label: "A", kind: "categorical", levels: ["x", "y"] },
    { name: "b", label: "B", kind: "numeric", unit: "", edges: [0, 1, 2] },
  ],
  pairs: [["a", "b"]],
};

const choices: OrderChoices = {
  chainId: 31337,
  datasetIds: ["10", "2", "2"],
  schemaDigest: digestOfDocument(schema),
  schema,
  contents: {
    engine: "fixed",
    workload: [["a", "b"]],
    columns: ["b"],
    cohort: [{ column: "a", in: ["x"] }],
  },
  rows: 3000,
  plan: { epsilon: 1, delta: 1e-6, patients: 3670, mostPatients: 4095 },
  rhoMicro: orderBudget(1, 1e-6).rhoMicro,
  purposeMask: 16,
  buyerKey: `0x${"ab".repeat(32)}`,
};

test("ids ascend as numbers without repeats, contents are as chosen, limits the default", () => {
  const spec = buildOrderSpec(choices);
  assert.ok(isPrivateOrder(spec));
  assert.deepEqual(spec.datasetIds, ["2", "10"]);
  assert.deepEqual(spec.workload, [["a", "b"]]);
  assert.deepEqual([spec.engine, spec.columns, spec.cohort], ["fixed", ["b"], [{ column: "a", in: ["x"] }]]);
  assert.deepEqual(spec.thresholds, DEFAULT_THRESHOLDS);
  assert.equal(spec.rhoMicro, choices.rhoMicro.toString());
  assert.deepEqual([spec.patients, spec.mostPatients], [3670, 4095]);
  assert.deepEqual(OrderSpec.parse(spec), spec);
});

test("hex is written in lower case, so the same choices always have one digest", () => {
  const upper = buildOrderSpec({ ...choices, buyerKey: `0x${"AB".repeat(32)}` });
  assert.equal(digestOfDocument(upper), digestOfDocument(buildOrderSpec(choices)));
});

for (const [name, change] of [
  ["no rows", { rows: 0 }],
  ["half a row", { rows: 1.5 }],
  ["no dataset", { datasetIds: [] }],
  ["epsilon 0", { plan: { ...choices.plan!, epsilon: 0 } }],
  ["epsilon that is no number", { plan: { ...choices.plan!, epsilon: Number.NaN } }],
  ["delta above one in a thousand", { plan: { ...choices.plan!, delta: 0.01 } }],
  ["a private engine without epsilon", { plan: null }],
  ["a budget too small for its tables", { rhoMicro: 1n }],
  ["a hospital of more patients than can be shared", { plan: { ...choices.plan!, mostPatients: 2 ** 24 } }],
  ["no purpose", { purposeMask: 0 }],
] as const)
  test(`${name} is refused with E1006`, () => {
    assert.throws(
      () => buildOrderSpec({ ...choices, ...change }),
      (error) => error instanceof SymbolonError && error.code === "E1006",
    );
  });

const highFidelity: OrderChoices = {
  ...choices,
  datasetIds: ["10"],
  contents: { engine: "high-fidelity", columns: ["b", "a"], cohort: [{ column: "a", in: ["x"] }] },
  plan: null,
  rhoMicro: MARK_RHO_MICRO,
};

test("a high-fidelity order has neither epsilon nor delta nor tables to measure, and limits of its own", () => {
  const spec = buildOrderSpec(highFidelity);
  for (const word of ["epsilon", "delta", "workload", "patients"]) assert.ok(!(word in spec), word);
  assert.equal(spec.rhoMicro, "1");
  assert.deepEqual("thresholds" in spec && spec.thresholds, HIGH_FIDELITY_THRESHOLDS);
  assert.deepEqual(spec.cohort, [{ column: "a", in: ["x"] }]);
});

for (const [name, change] of [
  ["over two datasets", { datasetIds: ["1", "2"] }],
  ["with an epsilon", { plan: choices.plan }],
  ["that reserves a budget as if it bounded anything", { rhoMicro: 24355n }],
] as const)
  test(`a high-fidelity order ${name} is refused with E1006`, () => {
    assert.throws(
      () => buildOrderSpec({ ...highFidelity, ...change }),
      (error) => error instanceof SymbolonError && error.code === "E1006",
    );
  });

test("a cohort that does not fit the schema is refused before anything is pinned", () => {
  const contents = { ...choices.contents, cohort: [{ column: "a", in: ["z"] }] };
  assert.throws(
    () => buildOrderSpec({ ...choices, contents }),
    (error) => error instanceof SymbolonError && error.code === "E1006",
  );
});

test("an order of images keeps product and classes; classes that the dataset has not, or a cohort, are refused with E1006", () => {
  const images = {
    shows: "slices",
    modality: "CT",
    size: 64,
    channels: 1 as const,
    window: "own" as const,
    classes: ["a", "b"],
    mostPerPatient: 5,
  };
  const build = (contents: object, rows = 200) =>
    buildOrderSpec({
      ...highFidelity,
      schema: { ...schema, images },
      rows,
      contents: { engine: "high-fidelity", product: "images", ...contents },
    });
  const spec = build({ classes: ["b"] });
  assert.deepEqual("product" in spec && [spec.product, spec.classes], ["images", ["b"]]);
  const refused = (act: () => unknown) =>
    assert.throws(act, (error) => error instanceof SymbolonError && error.code === "E1006");
  refused(() => build({ classes: ["c"] }));
  refused(() => build({ cohort: [{ column: "a", in: ["x"] }] }));
  refused(() => build({}, 10_001));
  refused(() => build({ product: "patients-over-time" }));
});
