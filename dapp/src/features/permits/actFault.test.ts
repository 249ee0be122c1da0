import assert from "node:assert/strict";
import { test } from "node:test";
import { type Proceeding, type ProceedingAct, startProceeding } from "@symbolon/protocol";
import { actFault } from "./actFault.ts";
import { BODY } from "./test-support/bodySample.ts";
import { HASH } from "./test-support/permitSample.ts";

const NOW = Date.parse("2029-10-10T10:00:00Z") / 1000;
const ACTIVE: Proceeding = {
  ...startProceeding(
    { kind: "submitted", applicationHash: HASH, datasetIds: ["1"], accelerated: false },
    NOW - 100,
  ),
  phase: "ACTIVE",
  permit: {
    permitId: "1",
    decisionHash: HASH,
    version: 1,
    datasetIds: ["1"],
    issuedAt: NOW - 100,
    validFrom: NOW - 100,
    validUntil: Date.parse("2030-10-10T10:00:00Z") / 1000,
    extended: false,
    persons: [],
  },
};
const fault = (act: ProceedingAct, state = ACTIVE) => actFault(state, act, "applicant", BODY, NOW);

test("Art. 68(12): an extension is taken up to ten years, and what is wrong with another is said", () => {
  const ask = (day: string) =>
    fault({
      kind: "extension-requested",
      validUntil: Date.parse(`${day}T09:00:00Z`) / 1000,
      reason: "A second paper",
    });
  assert.equal(ask("2031-10-10"), null);
  assert.equal(ask("2040-10-10"), null);
  assert.equal(ask("2030-10-09"), "It ends before it starts.");
  assert.equal(ask("2040-10-11"), "It is longer than ten years (Art. 68(12)).");
});

test("what the schema refuses is told with its member; another actor and another state are told too", () => {
  assert.match(fault({ kind: "extension-requested", validUntil: 1.5, reason: "x" })!, /^ValidUntil: /);
  assert.match(
    actFault(ACTIVE, { kind: "amendment-requested", what: "x" }, "holder", BODY, NOW)!,
    /^It is for applicant/,
  );
  assert.equal(
    fault({ kind: "amendment-requested", what: "x" }, { ...ACTIVE, phase: "REFUSED" }),
    "The proceeding is REFUSED.",
  );
});
