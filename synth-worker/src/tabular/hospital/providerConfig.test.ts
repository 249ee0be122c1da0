import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { parseProviderConfig } from "./providerConfig.ts";

const example = new URL("../../../../examples/breast/gbsg.mapping.json", import.meta.url);
const commercial = JSON.parse(await readFile(example, "utf8")) as Record<string, unknown>;
const costs = { holderWei: "40", computeWei: "30", evaluationWei: "20", accessBodyWei: "10" };
const ehds = { ...commercial, lane: "ehds", priceWei: "100", costs };

test("a configuration that says nothing of lanes is commercial, without row price or bound per buyer", () => {
  const { lane, rowPriceWei, rhoPerBuyerMicro, renewalBps, costs: lines } = parseProviderConfig(commercial);
  assert.deepEqual(
    [lane, rowPriceWei, rhoPerBuyerMicro, renewalBps, lines],
    ["commercial", "0", "0", undefined, undefined],
  );
});

test("a configuration that says nothing of release classes lets only private files out", () => {
  assert.deepEqual(parseProviderConfig(commercial).releaseClasses, ["private"]);
  const both = ["private", "high-fidelity"];
  assert.deepEqual(parseProviderConfig({ ...commercial, releaseClasses: both }).releaseClasses, both);
});

test("Art. 73(2): a hospital of the EHDS lane offers nothing that is not differentially private", () => {
  assert.deepEqual(parseProviderConfig(ehds).releaseClasses, ["private"]);
  for (const releaseClass of ["high-fidelity", "statistics"]) {
    const releaseClasses = ["private", releaseClass];
    assert.doesNotThrow(() => parseProviderConfig({ ...commercial, releaseClasses }));
    assert.throws(() => parseProviderConfig({ ...ehds, releaseClasses }), { code: "E1006" });
  }
});

test("the EHDS lane has cost lines whose sum is the price", () => {
  assert.deepEqual(parseProviderConfig(ehds).costs, costs);
});

test("Art. 66(3): in the EHDS lane no column of the schema reads what identifies a patient, however it is written", () => {
  const base = {
    ...ehds,
    subject: { sql: '"Pat Id"' },
    source: { "Pat Id": "text", years: "number", mrn: "text" },
  };
  const reading =
    (sql: string, identifiers: string[] = []) =>
    () =>
      parseProviderConfig({ ...base, identifiers, columns: { age: { sql } } });
  assert.doesNotThrow(reading("years"));
  // A name inside a text or a longer word is no reading of it.
  assert.doesNotThrow(reading("CASE WHEN years > 3 THEN 'mrn' ELSE mrn_type END", ["mrn"]));
  for (const sql of ['"Pat Id"', 'coalesce("PAT ID", years)']) assert.throws(reading(sql), { code: "E1006" });
  for (const sql of ["mrn", "MRN", '"mrn"', "substr(mrn, 1, 3)"]) {
    assert.doesNotThrow(reading(sql));
    assert.throws(reading(sql, ["mrn"]), { code: "E1006" });
  }
});

test("Art. 71(8): only a file of the EHDS lane without subjects and identifiers may say that it identifies nobody", () => {
  const { subject: _subject, linkage: _linkage, ...anonymous } = ehds as Record<string, unknown>;
  assert.equal(parseProviderConfig({ ...anonymous, identifiable: false }).identifiable, false);
  assert.equal(parseProviderConfig(anonymous).identifiable, true);
  for (const config of [
    { ...anonymous, identifiable: false, subject: { sql: "id" } },
    { ...anonymous, identifiable: false, identifiers: ["id"] },
    { ...commercial, identifiable: false },
  ])
    assert.throws(() => parseProviderConfig(config), { code: "E1006" });
});

const { costs: _, ...withoutCosts } = ehds;
const refused: [string, unknown][] = [
  ["cost lines in the commercial lane", { ...commercial, costs }],
  ["the EHDS lane without cost lines", withoutCosts],
  ["a price that is not their sum", { ...ehds, priceWei: "101" }],
  ["a row price in the EHDS lane", { ...ehds, rowPriceWei: "1" }],
  ["a renewal with a price in the EHDS lane", { ...ehds, renewalBps: 1 }],
  ["a negative price", { ...commercial, rowPriceWei: "-1" }],
  ["high-fidelity files in the EHDS lane", { ...ehds, releaseClasses: ["private", "high-fidelity"] }],
  ["high-fidelity files alone", { ...commercial, releaseClasses: ["high-fidelity"] }],
  ["an unknown release class", { ...commercial, releaseClasses: ["private", "raw"] }],
  ["an unknown lane", { ...commercial, lane: "free" }],
];
for (const [what, config] of refused) {
  test(`E1006 for ${what}`, () => {
    assert.throws(() => parseProviderConfig(config), { code: "E1006" });
  });
}
