import assert from "node:assert/strict";
import { test } from "node:test";
import type { DatasetSchema } from "@symbolon/protocol";
import { alsoText } from "./alsoText.ts";
import { productsOf } from "./productsOf.ts";
import { schemaProducts } from "./schemaProducts.ts";

const bare: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "two",
  columns: ["a", "b"].map((name) => ({ name, label: name, kind: "categorical", levels: ["x", "y"] })),
  pairs: [],
};
const whole: DatasetSchema = {
  ...bare,
  related: { standard: "OMOP-CDM-5.4", tables: ["visit_occurrence", "measurement"], mostRows: 50 },
  images: {
    shows: "handwritten digits",
    modality: "OT",
    size: 8,
    channels: 1,
    window: { low: 0, high: 16, unit: "ink" },
    classes: ["0", "1"],
    mostPerPatient: 10,
  },
};

test("what there is beside records is what the schema names; a schema that is not here yet names nothing", () => {
  assert.deepEqual(schemaProducts(whole), ["patients-over-time", "images"]);
  assert.deepEqual(schemaProducts(bare), []);
  assert.deepEqual(schemaProducts(null), []);
});

test("it can be had where the provider lets out files without a proof, and never under a permit", () => {
  const offer = { schema: whole, offersHighFidelity: true, lane: "COMMERCIAL" };
  assert.equal(alsoText(productsOf(offer)), "patients over time, images");
  assert.deepEqual(productsOf({ ...offer, offersHighFidelity: false }), []);
  assert.deepEqual(productsOf({ ...offer, lane: "EHDS" }), []);
  assert.deepEqual(productsOf({ ...offer, schema: bare }), []);
});
