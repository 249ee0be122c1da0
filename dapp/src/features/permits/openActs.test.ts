import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ACT_RULES,
  type ActKind,
  type Actor,
  applyRequestAct,
  PROCEEDING_STATES,
  type Proceeding,
  type ProceedingState,
  REQUEST_RULES,
  startProceeding,
} from "@symbolon/protocol";
import { HUB_ACTS, openActs } from "./openActs.ts";
import { BODY } from "./test-support/bodySample.ts";
import { HASH } from "./test-support/permitSample.ts";

const DAY = 86_400;
const NOW = Date.parse("2029-10-10T10:00:00Z") / 1000;
const ACTORS = ["applicant", "access-body", "holder"] as const satisfies readonly Actor[];

/** A proceeding in a state, in which nothing stands in the way of any act of that state. */
function inState(state: ProceedingState, change: Partial<Proceeding> = {}): Proceeding {
  const started = startProceeding(
    { kind: "submitted", applicationHash: HASH, datasetIds: ["1"], accelerated: false },
    NOW - DAY,
  );
  const timed: Partial<Record<ProceedingState, Proceeding["phase"]>> = {
    LAPSED: "RETURNED_INCOMPLETE",
    EXTENDED: "IN_ASSESSMENT",
    EXPIRED: "ACTIVE",
    RESULTS_DUE: "DELETED",
  };
  const years = state === "EXPIRED" ? 0 : state === "RESULTS_DUE" ? -3 : 1;
  return {
    ...started,
    phase: timed[state] ?? (state as Proceeding["phase"]),
    returnedAt: state === "LAPSED" ? NOW - 60 * DAY : NOW - DAY,
    timeExtendedAt: state === "EXTENDED" ? NOW - DAY : null,
    forwardedAt: null,
    answerOfferedAt: null,
    quote: {
      hash: HASH,
      lines: [{ kind: "assessment", datasetId: null, units: 1, totalCents: "500" }],
      totalCents: 500n,
      quotedAt: NOW - DAY,
      acceptedAt: NOW - DAY,
      incurredCents: [0n],
    },
    permit: {
      permitId: "1",
      decisionHash: HASH,
      version: 1,
      datasetIds: ["1"],
      issuedAt: NOW - DAY,
      validFrom: NOW - 2000 * DAY,
      validUntil: NOW + years * 365 * DAY - 1,
      extended: false,
      persons: [],
    },
    deliveries: [{ datasetId: "1", extraMonths: 0, deliveredAt: null }],
    ...change,
  };
}

/** What has to have happened before an act is of use. */
const BEFORE: Readonly<Partial<Record<ActKind, Partial<Proceeding>>>> = {
  "proposal-made": { forwardedAt: NOW },
  "answer-agreed": { answerOfferedAt: NOW },
  "quote-accepted": { quote: { ...inState("QUOTED").quote!, acceptedAt: null } },
  "fee-set": { feeDisputedAt: NOW },
  "finding-answered": { finding: { notifiedAt: NOW, answeredAt: null } },
  revoked: { finding: { notifiedAt: NOW, answeredAt: NOW } },
  fined: { finding: { notifiedAt: NOW, answeredAt: NOW } },
  extended: { extensionRequested: { at: NOW, validUntil: NOW + 800 * DAY } },
  amended: { amendmentRequestedAt: NOW },
};

test("each act is open to its actors in its states, and nowhere else", () => {
  let isOpenCount = 0;
  for (const kind of Object.keys(ACT_RULES) as ActKind[])
    for (const state of PROCEEDING_STATES)
      for (const actor of ACTORS) {
        const { by, from } = ACT_RULES[kind];
        const open = openActs(inState(state, BEFORE[kind]), [actor], BODY, NOW).has(kind);
        const expected = by.includes(actor) && from.includes(state) && !HUB_ACTS.includes(kind);
        assert.equal(open, expected, `${kind} by ${actor} in ${state}`);
        isOpenCount += Number(open);
      }
  assert.ok(isOpenCount > 100, "something was open");
});

test("what happened already is not offered again", () => {
  const open = (change: Partial<Proceeding>, actor: Actor, state: ProceedingState = "ACTIVE") =>
    openActs(inState(state, change), [actor], BODY, NOW);
  const spent = { ...inState("QUOTED").quote!, incurredCents: [500n] };
  assert.equal(open({ quote: spent }, "access-body").has("cost-incurred"), false);
  assert.equal(open({}, "access-body").has("fee-set"), false, "nobody disputes");
  assert.equal(open({ feeDisputedAt: NOW }, "holder").has("fee-disputed"), false);
  assert.equal(open({}, "access-body").has("extended"), false, "nobody asked");
  assert.equal(open({}, "access-body").has("amended"), false);
  assert.equal(open({}, "access-body").has("revoked"), false, "nobody was heard (Art. 63(2))");
  const { permit } = inState("ACTIVE");
  const late = { permit: { ...permit!, validUntil: NOW + 20 * DAY } };
  assert.equal(open(late, "applicant").has("extension-requested"), false, "less than a month is left");
  const twice = { permit: { ...permit!, extended: true } };
  assert.equal(open(twice, "applicant").has("extension-requested"), false);
  assert.equal(open({ resultsAt: NOW }, "applicant").has("results-published"), false);
  assert.equal(openActs(inState("ACTIVE"), [], BODY, NOW).size, 0, "a stranger has none");
});

test("an application over several datasets is forwarded to no holder, nor where nobody is trusted (Art. 72(1))", () => {
  const open = (change: Partial<Proceeding>, body = BODY) =>
    openActs(inState("IN_ASSESSMENT", change), ["access-body"], body, NOW).has("forwarded");
  assert.equal(open({}), true);
  assert.equal(open({ datasetIds: ["1", "2"] }), false);
  assert.equal(open({}, { ...BODY, trustedHolders: [] }), false);
});

test("a data request has the acts of its own rules", () => {
  const first = applyRequestAct(null, {
    act: { kind: "submitted", requestHash: HASH, datasetIds: ["1"] },
    by: "applicant",
    at: NOW,
  });
  const quote = { hash: HASH, totalCents: 1n, acceptedAt: NOW };
  for (const kind of Object.keys(REQUEST_RULES) as (keyof typeof REQUEST_RULES)[])
    for (const phase of ["SUBMITTED", "QUOTED", "APPROVED", "REFUSED", "ANSWERED", "CLOSED"] as const)
      for (const actor of ACTORS) {
        const { by, from } = REQUEST_RULES[kind];
        const state = {
          ...first,
          phase,
          quote: kind === "quote-accepted" ? { ...quote, acceptedAt: null } : quote,
        };
        const open = openActs(state, [actor], BODY, NOW).has(kind);
        assert.equal(open, actor === by && from.includes(phase), `${kind} by ${actor} in ${phase}`);
      }
});
