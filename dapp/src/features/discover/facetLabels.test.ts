import assert from "node:assert/strict";
import { test } from "node:test";
import { HEALTH_CATEGORIES, PURPOSES } from "@symbolon/protocol";
import type { Facet } from "../../data/gateway/catalogueTypes.ts";
import { facetLabel } from "./facetLabels.ts";

const SYM = 10n ** 18n;

for (const [facet, value, label] of [
  ["country", "FIN", "Finland"],
  ["country", "XYZ", "XYZ"],
  ["theme", "CANCER_DISEASE", "Cancer disease"],
  ["codingSystem", "ICD-10", "ICD-10"],
  ["population", "65..", "65 and over"],
  ["population", "unknown", "Not told"],
  ["records", "0..99", "Under 100"],
  ["records", "1000..9999", "1,000 to 10,000"],
  ["records", "100000..", "100,000 and more"],
  ["records", "unknown", "Not told"],
  ["price", "0..0", "Free"],
  ["price", `1..${SYM - 1n}`, "Under 1 SYM"],
  ["price", `${10n * SYM}..${100n * SYM - 1n}`, "10 to 100 SYM"],
  ["price", `${1000n * SYM}..`, "1,000 and more SYM"],
  ["rhoLeft", "0..0", "Used up"],
  ["rhoLeft", "1..9999", "ε under 0.62"],
  ["lane", "EHDS", "EHDS permit"],
  ["certificate", "none", "None yet"],
  ["accessLevel", "NON_PUBLIC", "Not public"],
] as const satisfies readonly (readonly [Facet, string, string])[])
  test(`${facet} ${value} reads "${label}"`, () => {
    assert.equal(facetLabel(facet, value), label);
  });

test("every category and purpose that the gateway counts has words", () => {
  for (const { code, label } of HEALTH_CATEGORIES) assert.equal(facetLabel("category", code), label);
  for (const { code, label } of PURPOSES) assert.equal(facetLabel("purpose", code), label);
});

test("a value nobody foresaw is shown as it is, never dropped", () => {
  for (const facet of ["category", "price", "rhoLeft", "certificate", "purpose", "lane"] as const)
    assert.equal(facetLabel(facet, "new-value"), "new-value");
});
