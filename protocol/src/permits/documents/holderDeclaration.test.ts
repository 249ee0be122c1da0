import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HolderDeclaration } from "./holderDeclaration.ts";
import { reviewState } from "./reviewState.ts";

const declaration = {
  format: "symbolon-holder-declaration/1",
  chainId: 1,
  datasetId: "7",
  holderClass: "obliged",
  nationalExtension: null,
  identifiable: true,
  isDerived: false,
  derivedFrom: [],
  protectedColumns: [],
  openAccessUrl: null,
  reviewedOn: "2029-04-01",
};
const isTaken = (change: object) => HolderDeclaration.safeParse({ ...declaration, ...change }).success;
const flag = (column: string, justification = "Our own score") => ({
  column,
  ground: "intellectual-property",
  justification,
});

describe("a holder's declaration", () => {
  it("Art. 51(3): a derived dataset names its sources, another one none", () => {
    const derivedFrom = [{ dataset: "https://hub.example.org/dataset/1", permitId: "3" }];
    assert.ok(isTaken({}) && isTaken({ isDerived: true, derivedFrom }));
    assert.ok(!isTaken({ isDerived: true }) && !isTaken({ derivedFrom }));
  });

  it("Art. 52(2): a protected column has a justification and is named once", () => {
    assert.ok(isTaken({ protectedColumns: [flag("genome"), flag("score")] }));
    assert.ok(!isTaken({ protectedColumns: [flag("score", "")] }));
    assert.ok(!isTaken({ protectedColumns: [flag("score"), flag("score")] }));
    assert.ok(!isTaken({ protectedColumns: [{ ...flag("score"), ground: "habit" }] }));
  });

  it("Art. 50(2): only an exempt holder's duties are extended by national law", () => {
    const nationalExtension = "Act 1/2029";
    assert.ok(isTaken({ holderClass: "micro-enterprise", nationalExtension }));
    assert.ok(!isTaken({ nationalExtension }));
  });

  it("Art. 60(5): data that identify somebody are not open to everybody", () => {
    const openAccessUrl = "https://open.example.org/data";
    assert.ok(isTaken({ openAccessUrl, identifiable: false }));
    assert.ok(!isTaken({ openAccessUrl }));
  });
});

describe("the review of a description", () => {
  const on = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000;

  it("Art. 60(3): is due after a year, soon in its last thirty days, and overdue on the day after", () => {
    for (const [day, state] of [
      ["2029-04-01", "reviewed"],
      ["2030-03-01", "reviewed"],
      ["2030-03-02", "due-soon"],
      ["2030-04-01", "due-soon"],
      ["2030-04-02", "overdue"],
    ] as const)
      assert.deepEqual(reviewState("2029-04-01", on(day)), { dueOn: "2030-04-01", state }, day);
  });

  it("Art. 60(3): of a leap day is due on the last of February", () => {
    assert.equal(reviewState("2028-02-29", on("2028-03-01")).dueOn, "2029-02-28");
  });
});
