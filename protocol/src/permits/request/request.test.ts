import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { documentKeccak } from "../documents/documentKeccak.ts";
import { DEFAULT_COUNT_K, feasibilityCount } from "../feasibilityCount.ts";
import { acknowledgementOf } from "../proceeding/acknowledges.ts";
import type { Proceeding } from "../proceeding/proceeding.ts";
import { recordAccess } from "../proceeding/recordAccess.ts";
import { APPLICATION_HASH, at, CALENDAR, PERSON, QUOTE } from "../test-support/samples.ts";
import { applyRequestAct, REQUEST_RULES } from "./applyRequestAct.ts";
import { DataRequestAct, type DataRequestCase } from "./dataRequestCase.ts";
import { requestDeadlines } from "./requestDeadlines.ts";
import { StatisticalAnswer } from "./statisticalAnswer.ts";

const table = { title: "By stage", rows: ["I", "II"], columns: ["n"], counts: [120, null] };
const answer = (overrides: Record<string, unknown> = {}) => ({
  format: "symbolon-statistical-answer/1",
  k: 10,
  tables: [table],
  method: "Counts below 10 and what would give them away are suppressed",
  ...overrides,
});
const ACTS: readonly DataRequestAct[] = [
  { kind: "quoted", quote: QUOTE },
  { kind: "quote-accepted", quoteHash: documentKeccak(QUOTE) },
  { kind: "approved", note: "Complete" },
  { kind: "refused", justification: "Not this" },
  { kind: "withdrawn" },
  { kind: "answered", answer: StatisticalAnswer.parse(answer()) },
  {
    kind: "results-published",
    url: "https://example.org/r",
    digest: APPLICATION_HASH,
    acknowledgement: acknowledgementOf(["1"]),
  },
];
const start = applyRequestAct(null, {
  act: { kind: "submitted", requestHash: APPLICATION_HASH, datasetIds: ["1"] },
  by: "applicant",
  at: at("2029-09-03"),
});
const take = (request: DataRequestCase, kind: string, day: string) => {
  const act = ACTS.find((candidate) => candidate.kind === kind)!;
  return applyRequestAct(request, { act, by: REQUEST_RULES[act.kind].by, at: at(day) });
};
const approved = take(
  take(take(start, "quoted", "2029-09-10"), "quote-accepted", "2029-09-11"),
  "approved",
  "2029-10-01",
);

describe("data request (Art. 69)", () => {
  it("Art. 69(1): does not compile where records are opened, and is refused there when it comes as JSON", () => {
    // @ts-expect-error A data request is no proceeding: it has no permit to open records by.
    const open = () => recordAccess(approved, PERSON, at("2029-10-02"), CALENDAR);
    assert.throws(open, { code: "E3011" });
    // Even dressed up as a proceeding with a permit, its lane gives it away.
    const dressed = {
      ...approved,
      phase: "ACTIVE",
      permit: { validFrom: 0, validUntil: 1e12, persons: [PERSON] },
    };
    assert.throws(() => recordAccess(dressed as unknown as Proceeding, PERSON, at("2029-10-02"), CALENDAR), {
      code: "E3011",
    });
  });

  it("Art. 69(1): has no act that opens, issues, delivers or names a person", () => {
    assert.deepEqual(Object.keys(REQUEST_RULES).sort(), [
      "answered",
      "approved",
      "quote-accepted",
      "quoted",
      "refused",
      "results-published",
      "submitted",
      "withdrawn",
    ]);
    for (const kind of ["opened", "issued", "delivered", "data-requested"])
      assert.equal(DataRequestAct.safeParse({ kind }).success, false);
  });

  it("Art. 69(1): no order of acts gives it a permit or persons", () => {
    const step = fc.record({ act: fc.constantFrom(...ACTS), later: fc.nat(100 * 86_400) });
    let answered = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        let request = start;
        for (const { act, later } of steps) {
          try {
            const recorded = { act, by: REQUEST_RULES[act.kind].by, at: request.lastActAt + later };
            request = applyRequestAct(request, recorded);
          } catch (error) {
            assert.equal((error as { code?: string }).code, "E3010");
          }
          assert.ok(!("permit" in request) && !("persons" in request));
          assert.equal(request.lane, "request");
          if (request.phase === "ANSWERED") answered++;
        }
      }),
      { numRuns: 200 },
    );
    assert.ok(answered > 0);
  });

  it("Art. 69(1): an answer has tables and no records, and no count below k", () => {
    assert.equal(StatisticalAnswer.safeParse(answer()).success, true);
    assert.equal(StatisticalAnswer.safeParse(answer({ records: [] })).success, false);
    for (const counts of [[120, 9], [120, 0], [120, 12.5], [120]])
      assert.equal(StatisticalAnswer.safeParse(answer({ tables: [{ ...table, counts }] })).success, false);
    assert.equal(StatisticalAnswer.safeParse(answer({ k: 4 })).success, false);
  });

  it("Art. 69(4): three months to assess, three more to answer, then eighteen for results", () => {
    const days = (request: DataRequestCase) =>
      requestDeadlines(request, CALENDAR).map(({ dueAt }) =>
        new Date((dueAt - 1) * 1000).toISOString().slice(0, 10),
      );
    // Ends of day in Helsinki.
    assert.deepEqual(days(start), ["2029-12-03"]);
    assert.deepEqual(days(take(approved, "answered", "2030-02-01")), [
      "2029-12-03",
      "2030-03-04",
      "2031-08-01",
    ]);
  });

  it("Art. 62(5): is not approved before the quote is accepted", () => {
    assert.throws(() => take(take(start, "quoted", "2029-09-10"), "approved", "2029-10-01"), {
      code: "E3010",
    });
  });
});

describe("feasibilityCount", () => {
  it("says nothing but 'fewer than k' below k, and multiples of k above", () => {
    assert.deepEqual(feasibilityCount(9), { k: 10, roundedTo: 10, fewerThan: 10 });
    assert.deepEqual(feasibilityCount(0), feasibilityCount(9));
    assert.deepEqual(
      [10, 14, 15, 24, 25].map((n) => (feasibilityCount(n) as { count: number }).count),
      [10, 10, 20, 20, 30],
    );
  });

  it("is the same for the same cohort, within half of k of the truth, and never between 0 and k", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 5, max: 100 }), (exact, k) => {
        const shown = feasibilityCount(exact, k);
        assert.deepEqual(feasibilityCount(exact, k), shown);
        if ("fewerThan" in shown) assert.ok(exact < k);
        else {
          assert.ok(shown.count >= k && shown.count % k === 0);
          assert.ok(Math.abs(shown.count - exact) <= k / 2);
        }
      }),
    );
  });

  it("hides one person's membership in all but one of k neighbouring sizes", () => {
    let differ = 0;
    for (let exact = 100; exact < 100 + DEFAULT_COUNT_K; exact++)
      if (JSON.stringify(feasibilityCount(exact)) !== JSON.stringify(feasibilityCount(exact + 1))) differ++;
    assert.equal(differ, 1);
  });

  it("refuses k below the floor of 5, and what is no count", () => {
    assert.throws(() => feasibilityCount(100, 4), { code: "E1006" });
    for (const exact of [-1, 1.5, Number.NaN]) assert.throws(() => feasibilityCount(exact), RangeError);
  });
});
