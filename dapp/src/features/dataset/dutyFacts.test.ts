import assert from "node:assert/strict";
import { test } from "node:test";
import { HolderDeclaration } from "@symbolon/protocol";
import type { DatasetDuties } from "../../data/gateway/fetchDatasetDuties.ts";
import { dutyFacts } from "./dutyFacts.ts";

const plain = {
  format: "symbolon-holder-declaration/1",
  chainId: 31_337,
  datasetId: "3",
  holderClass: "obliged",
  nationalExtension: null,
  identifiable: true,
  isDerived: false,
  derivedFrom: [],
  protectedColumns: [],
  openAccessUrl: null,
  reviewedOn: "2029-04-01",
};
const duties = (declaration: Record<string, unknown> = {}, more: Partial<DatasetDuties> = {}) =>
  dutyFacts({
    declaration: HolderDeclaration.parse({ ...plain, ...declaration }),
    declaredAt: 1,
    isInScope: true,
    review: { dueOn: "2030-04-01", state: "reviewed" },
    trustedBy: [],
    ...more,
  });
const said = (facts: ReturnType<typeof duties>, article: string) =>
  facts.find((fact) => fact.article === article)?.value;

test("every duty has a line with its article, also where there is nothing to it", () => {
  assert.deepEqual(
    duties().map(({ article }) => article),
    ["50", "51(3)", "52(2)", "60(3)", "71(8)", "72"],
  );
  assert.equal(said(duties(), "52(2)"), "None");
  assert.equal(said(duties(), "72"), "Not named by an access body");
});

test("Art. 50, 51(3), 52(2), 60(3), 72: what is declared can be read", () => {
  const facts = duties(
    {
      holderClass: "micro-enterprise",
      nationalExtension: "Act 552/2019",
      isDerived: true,
      derivedFrom: [
        { dataset: "https://hub.example/catalogue/1", permitId: "7" },
        { dataset: "urn:symbolon:dataset:x", permitId: null },
      ],
      protectedColumns: [{ column: "score", ground: "trade-secret", justification: "A method of ours" }],
    },
    { trustedBy: ["FI", "SE"], review: { dueOn: "2030-04-01", state: "overdue" } },
  );
  assert.match(said(facts, "50")!, /micro-enterprise; .*Act 552\/2019; may be asked for$/);
  assert.match(said(facts, "51(3)")!, /catalogue\/1 under permit 7\nurn:symbolon:dataset:x$/);
  assert.deepEqual(
    facts.find(({ article }) => article === "51(3)")!.links,
    ["https://hub.example/catalogue/1"],
    "only a web page is a link",
  );
  assert.equal(said(facts, "52(2)"), "score (trade secret): A method of ours");
  assert.match(said(facts, "60(3)")!, /2029-04-01.*2030-04-01/);
  assert.equal(said(facts, "72"), "Named by the access body of Finland, Sweden");
});

test("an exempt holder's dataset that no law extends to is said to be out of reach", () => {
  const facts = duties({ holderClass: "natural-person" }, { isInScope: false });
  assert.match(said(facts, "50")!, /no application may ask for it$/);
});

test("Art. 60(5): only data that are open have the line", () => {
  const facts = duties({ identifiable: false, openAccessUrl: "https://data.example/" });
  assert.equal(said(facts, "60(5)"), "https://data.example/");
  assert.equal(said(duties(), "60(5)"), undefined);
});
