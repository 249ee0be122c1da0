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

test("the EHDS lane has cost lines whose sum is the price", () => {
  assert.deepEqual(parseProviderConfig(ehds).costs, costs);
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
