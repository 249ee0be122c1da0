import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { documentKeccak } from "../documents/documentKeccak.ts";
import {
  APPLICATION_HASH,
  assessed,
  at,
  CALENDAR,
  issued,
  PERSON,
  permitDocument,
  QUOTE,
  type Step,
  submitted,
  TO_ACTIVE,
  TO_QUOTE,
  tell,
} from "../test-support/samples.ts";
import { acknowledgementOf } from "./acknowledges.ts";
import { chargedCents } from "./chargedCents.ts";
import { deadlinesOf } from "./deadlinesOf.ts";
import type { Proceeding } from "./proceeding.ts";
import { CRITERIA, type ProceedingAct } from "./proceedingAct.ts";
import { recordAccess } from "./recordAccess.ts";
import { remindersBetween } from "./remindersBetween.ts";
import { stateAt } from "./stateAt.ts";

const refuses = (steps: readonly Step[], reason?: RegExp) =>
  assert.throws(
    () => tell(steps),
    (error: Error & { code?: string }) => error.code === "E3010" && (reason?.test(error.message) ?? true),
  );
const due = (proceeding: Proceeding, kind: string) =>
  deadlinesOf(proceeding, CALENDAR).find((deadline) => deadline.kind === kind)!.dueAt;
const stateOn = (proceeding: Proceeding, when: string | number) =>
  stateAt(proceeding, typeof when === "string" ? at(when) : when, CALENDAR);
const reason = "For a reason";

describe("from submission to decision", () => {
  it("Art. 68(4): an incomplete application lapses after four weeks, day 28 being in time", () => {
    const returned: Step[] = [
      ["applicant", submitted, "2029-09-03"],
      [
        "access-body",
        { kind: "returned", missing: [{ point: "67(2)(j)", what: "The board's opinion" }] },
        "2029-09-10",
      ],
    ];
    const completed: ProceedingAct = {
      kind: "completed",
      applicationHash: APPLICATION_HASH,
      accelerated: false,
      datasetIds: ["1"],
    };
    assert.equal(stateOn(tell(returned), "2029-10-08"), "RETURNED_INCOMPLETE");
    assert.equal(stateOn(tell(returned), "2029-10-09"), "LAPSED");
    assert.equal(tell([...returned, ["applicant", completed, "2029-10-08"]]).phase, "SUBMITTED");
    refuses([...returned, ["applicant", completed, "2029-10-09"]], /LAPSED/);
  });

  it("Art. 68(4): three months run from the complete application, not from the first one", () => {
    const complete = tell([
      ["applicant", submitted, "2029-09-03"],
      ["access-body", { kind: "returned", missing: [{ point: "h", what: "Period" }] }, "2029-09-10"],
      [
        "applicant",
        { kind: "completed", applicationHash: APPLICATION_HASH, accelerated: false, datasetIds: ["1"] },
        "2029-09-20",
      ],
      ["access-body", { kind: "found-complete" }, "2029-10-15"],
    ]);
    assert.equal(new Date(due(complete, "decision") * 1000).toISOString(), "2029-12-20T22:00:00.000Z");
  });

  it("Art. 68(4): the time is extended once, to six months, with a reason and before it is over", () => {
    const start: Step[] = [["applicant", submitted, "2029-09-03"]];
    const extend: ProceedingAct = { kind: "time-extended", reason };
    const extended = tell([...start, ["access-body", extend, "2029-12-03"]]);
    assert.equal(new Date(due(extended, "decision") * 1000).toISOString(), "2030-03-04T22:00:00.000Z");
    refuses(
      [...start, ["access-body", extend, "2029-12-03"], ["access-body", extend, "2029-12-03"]],
      /before/,
    );
    refuses([...start, ["access-body", extend, "2029-12-04"]], /over/);
  });

  it("Art. 68(6): two months, and one more, in the accelerated procedure", () => {
    const start: Step[] = [["applicant", { ...submitted, accelerated: true } as ProceedingAct, "2029-09-03"]];
    assert.equal(new Date(due(tell(start), "decision") * 1000).toISOString(), "2029-11-05T22:00:00.000Z");
    const extended = tell([...start, ["access-body", { kind: "time-extended", reason }, "2029-10-01"]]);
    assert.equal(new Date(due(extended, "decision") * 1000).toISOString(), "2029-12-03T22:00:00.000Z");
  });

  it("Art. 68(4): silence is never an approval, nor a refusal", () => {
    const quoted = tell(TO_QUOTE);
    for (const day of ["2029-12-31", "2035-01-01", "2060-01-01"])
      assert.equal(stateOn(quoted, day), "QUOTED");
  });

  it("Art. 68(1): no permit while a single criterion is open or not met", () => {
    const without = (criterion: string) =>
      TO_QUOTE.filter(([, act]) => act.kind !== "criterion-recorded" || act.criterion !== criterion);
    for (const criterion of CRITERIA) {
      refuses([...without(criterion), ["access-body", issued(), "2029-10-10"]], /criteria not met/);
      const denied: ProceedingAct = { kind: "criterion-recorded", criterion, finding: "not-met", note: "No" };
      refuses([...TO_QUOTE, ["access-body", denied, "2029-10-09"], ["access-body", issued(), "2029-10-10"]]);
    }
    assert.equal(tell([...TO_QUOTE, ["access-body", issued(), "2029-10-10"]]).phase, "PERMIT_ISSUED");
  });

  it("Art. 68(1): only ethics and the exception from opt-out may be not applicable", () => {
    for (const criterion of CRITERIA) {
      const act: ProceedingAct = {
        kind: "criterion-recorded",
        criterion,
        finding: "not-applicable",
        note: "Not asked for",
      };
      const steps: Step[] = [
        ...TO_QUOTE,
        ["access-body", act, "2029-10-09"],
        ["access-body", issued(), "2029-10-10"],
      ];
      if (criterion === "f" || criterion === "g") assert.equal(tell(steps).phase, "PERMIT_ISSUED");
      else refuses(steps, /applies to every/);
    }
  });

  it("Art. 68(2), (3): no permit while a risk is not found mitigated", () => {
    const risk: ProceedingAct = { kind: "risk-recorded", risk: "b", mitigated: false, note: "Open" };
    refuses(
      [...TO_QUOTE, ["access-body", risk, "2029-10-09"], ["access-body", issued(), "2029-10-10"]],
      /risks/,
    );
  });

  it("Art. 62(5): no permit without an accepted quote, and a new quote has to be accepted anew", () => {
    refuses([...TO_QUOTE.slice(0, -1), ["access-body", issued(), "2029-10-10"]], /quote is not accepted/);
    refuses(
      [
        ...TO_QUOTE,
        ["access-body", { kind: "quoted", quote: QUOTE }, "2029-10-09"],
        ["access-body", issued(), "2029-10-10"],
      ],
      /quote is not accepted/,
    );
  });

  it("Art. 62(5): who withdraws pays what was spent by then and nothing else", () => {
    assert.equal(
      chargedCents(tell([...TO_QUOTE.slice(0, -1), ["applicant", { kind: "withdrawn" }, "2029-10-10"]])),
      0n,
    );
    const spent: ProceedingAct = { kind: "cost-incurred", line: 0, cents: "20000" };
    const withdrawn = tell([
      ...TO_QUOTE,
      ["access-body", spent, "2029-10-04"],
      ["access-body", spent, "2029-10-05"],
      ["applicant", { kind: "withdrawn" }, "2029-10-10"],
    ]);
    assert.equal(withdrawn.phase, "WITHDRAWN");
    assert.equal(chargedCents(withdrawn), 40_000n);
    refuses(
      [...TO_QUOTE, ...[1, 2, 3].map((): Step => ["access-body", spent, "2029-10-04"])],
      /quoted lower/,
    );
  });

  it("Art. 68(3): an answer instead of a permit needs the applicant's agreement", () => {
    const agree: ProceedingAct = { kind: "answer-agreed", requestHash: APPLICATION_HASH };
    refuses([...TO_QUOTE, ["applicant", agree, "2029-10-05"]], /no statistical answer/);
    const offered: Step[] = [...TO_QUOTE, ["access-body", { kind: "answer-offered", reason }, "2029-10-04"]];
    refuses([...offered, ["access-body", agree, "2029-10-05"]]);
    const answered = tell([...offered, ["applicant", agree, "2029-10-05"]]);
    assert.equal(answered.phase, "ANSWER_AS_REQUEST");
    assert.throws(() => recordAccess(answered, PERSON, at("2029-11-05"), CALENDAR), { code: "E3011" });
  });

  it("Art. 68(9): a refusal has a justification and a code, and ends the proceeding", () => {
    const refusal: ProceedingAct = { kind: "refused", code: "IP_RISK", justification: "Art. 52(5)" };
    const ended = tell([...TO_QUOTE, ["access-body", refusal, "2029-10-05"]]);
    assert.deepEqual(ended.refusal, { code: "IP_RISK", justification: "Art. 52(5)" });
    refuses(
      [...TO_QUOTE, ["access-body", refusal, "2029-10-05"], ["access-body", issued(), "2029-10-10"]],
      /REFUSED/,
    );
  });

  it("Art. 2(2)(v): nobody but the access body issues", () => {
    for (const by of ["applicant", "holder", "hub"] as const)
      refuses([...TO_QUOTE, [by, issued(), "2029-10-10"]], /it is for access-body/);
  });

  it("Art. 72(5): a trusted holder's proposal issues nothing; two months each", () => {
    const forwarded: Step[] = [
      ...TO_QUOTE.map(
        ([by, act, when]): Step =>
          act.kind === "submitted" ? [by, { ...act, datasetIds: ["1"] }, when] : [by, act, when],
      ),
      ["access-body", { kind: "forwarded", datasetId: "1" }, "2029-10-04"],
    ];
    const proposed = tell([
      ...forwarded,
      ["holder", { kind: "proposal-made", approve: true, assessment: "All met" }, "2029-11-05"],
    ]);
    assert.equal(proposed.phase, "QUOTED");
    assert.equal(proposed.permit, null);
    assert.equal(
      new Date(due(proposed, "trusted-proposal") * 1000).toISOString(),
      "2029-12-04T22:00:00.000Z",
    );
    assert.equal(
      new Date(due(proposed, "trusted-decision") * 1000).toISOString(),
      "2030-01-07T22:00:00.000Z",
    );
    refuses(
      [...TO_QUOTE, ["access-body", { kind: "forwarded", datasetId: "1" }, "2029-10-04"]],
      /other holders/,
    );
  });

  it("Art. 68(12): a permit for ten years is one, for ten years and a day is none", () => {
    const until = (validUntil: number) =>
      issued(permitDocument({ duration: { validFrom: at("2029-11-01"), validUntil } }));
    assert.equal(
      tell([...TO_QUOTE, ["access-body", until(at("2039-11-01")), "2029-10-10"]]).phase,
      "PERMIT_ISSUED",
    );
    refuses([...TO_QUOTE, ["access-body", until(at("2039-11-02")), "2029-10-10"]], /ten years/);
  });

  it("Art. 66(1): a permit covers nothing that was not asked for", () => {
    const data = { ...permitDocument().data, datasetIds: ["1", "3"] };
    refuses([...TO_QUOTE, ["access-body", issued(permitDocument({ data })), "2029-10-10"]], /not asked for/);
  });
});

describe("from permit to data", () => {
  const requested = TO_ACTIVE.slice(0, TO_QUOTE.length + 2);

  it("Art. 60(2): a holder has three months, extended once by at most three with a reason", () => {
    const open = tell(requested);
    assert.equal(new Date(due(open, "holder-delivery") * 1000).toISOString(), "2030-01-10T22:00:00.000Z");
    const more: ProceedingAct = { kind: "holder-extended", datasetId: "1", months: 3, reason };
    const extended = tell([...requested, ["access-body", more, "2029-12-10"]]);
    assert.equal(new Date(due(extended, "holder-delivery") * 1000).toISOString(), "2030-04-10T21:00:00.000Z");
    refuses(
      [...requested, ["access-body", more, "2029-12-10"], ["access-body", more, "2029-12-10"]],
      /before/,
    );
  });

  it("Art. 68(7): the data are open to the user two months after the last of them came", () => {
    const ready = tell(TO_ACTIVE.slice(0, -1));
    assert.equal(ready.phase, "DATA_READY");
    // 2030-01-06 is a Sunday.
    assert.equal(new Date(due(ready, "access") * 1000).toISOString(), "2030-01-07T22:00:00.000Z");
  });

  it("Art. 57(1)(j)(iii): the register's clock is thirty working days", () => {
    assert.equal(
      new Date(due(tell(requested), "publication") * 1000).toISOString(),
      "2029-11-21T22:00:00.000Z",
    );
  });

  it("Art. 62(4): the access body sets a fee after the month of agreement, not within it", () => {
    const disputed: Step[] = [...requested, ["holder", { kind: "fee-disputed", reason }, "2029-10-20"]];
    const set: ProceedingAct = { kind: "fee-set", lines: QUOTE.lines, reason };
    // 2029-11-10 is a Saturday, so the month ends on Monday the 12th.
    refuses([...disputed, ["access-body", set, "2029-11-12"]], /a month/);
    assert.equal(tell([...disputed, ["access-body", set, "2029-11-13"]]).feeDisputedAt, null);
  });

  it("Art. 61(2), 73(1)(d): opens records to a person the permit names, and only while it is active", () => {
    const active = tell(TO_ACTIVE);
    const access = recordAccess(active, PERSON, at("2029-12-04"), CALENDAR);
    assert.deepEqual(access.datasetIds, ["1", "2"]);
    assert.throws(() => recordAccess(active, APPLICATION_HASH, at("2029-12-04"), CALENDAR), {
      code: "E3011",
    });
    assert.throws(() => recordAccess(active, PERSON, at("2032-11-02"), CALENDAR), { code: "E3011" });
    assert.throws(() => recordAccess(tell(requested), PERSON, at("2029-12-04"), CALENDAR), { code: "E3011" });
  });
});

describe("supervision and end", () => {
  const notified: Step[] = [
    ...TO_ACTIVE,
    ["access-body", { kind: "finding-notified", finding: "Records were copied" }, "2030-02-04"],
  ];
  const revoked: ProceedingAct = { kind: "revoked", reason, excludedUntil: null };

  it("Art. 63(2): no sanction but a stop before the user answered or four weeks went by", () => {
    refuses([...TO_ACTIVE, ["access-body", revoked, "2030-02-04"]], /no finding/);
    refuses([...notified, ["access-body", revoked, "2030-03-04"]], /state their view/);
    assert.equal(tell([...notified, ["access-body", revoked, "2030-03-05"]]).phase, "REVOKED");
    const answered: Step = ["applicant", { kind: "finding-answered", answer: "We did not" }, "2030-02-06"];
    assert.equal(tell([...notified, answered, ["access-body", revoked, "2030-02-06"]]).phase, "REVOKED");
    assert.equal(
      tell([...TO_ACTIVE, ["access-body", { kind: "suspended", reason }, "2030-02-04"]]).phase,
      "SUSPENDED",
    );
  });

  it("Art. 64: a fine is recorded after a hearing, up to the amount that its paragraph allows", () => {
    const fine = (paragraph: "64(4)" | "64(5)", amountCents: bigint, turnoverCents: string | null): Step => [
      "access-body",
      {
        kind: "fined",
        paragraph,
        amountCents: amountCents.toString(),
        turnoverCents,
        decisionHash: APPLICATION_HASH,
      },
      "2030-03-05",
    ];
    refuses([...TO_ACTIVE, fine("64(4)", 1n, null)], /no finding/);
    const million = 100_000_000n;
    for (const [paragraph, most, turnoverCents] of [
      ["64(4)", 10n * million, null],
      ["64(4)", 10n * million, (499n * million).toString()],
      ["64(4)", 12n * million, (600n * million).toString()],
      ["64(5)", 20n * million, null],
      ["64(5)", 24n * million, (600n * million).toString()],
    ] as const) {
      const fined = tell([...notified, fine(paragraph, most, turnoverCents)]);
      assert.deepEqual(fined.fines, [{ amountCents: most, at: at("2030-03-05") }]);
      assert.equal(fined.phase, "ACTIVE");
      refuses([...notified, fine(paragraph, most + 1n, turnoverCents)], /allows less/);
    }
  });

  it("Art. 63(3): a stopped or revoked permit opens nothing; an exclusion lasts five years at most", () => {
    const suspended = tell([...TO_ACTIVE, ["access-body", { kind: "suspended", reason }, "2030-02-04"]]);
    assert.throws(() => recordAccess(suspended, PERSON, at("2030-02-04"), CALENDAR), { code: "E3011" });
    const resumed = tell([["access-body", { kind: "resumed" }, "2030-02-05"]], suspended);
    assert.equal(recordAccess(resumed, PERSON, at("2030-02-05"), CALENDAR).version, 1);
    const excluded = (day: string): Step => [
      "access-body",
      { ...revoked, excludedUntil: at(day) } as ProceedingAct,
      "2030-03-05",
    ];
    assert.equal(tell([...notified, excluded("2035-03-05")]).excludedUntil, at("2035-03-05"));
    refuses([...notified, excluded("2035-03-06")], /five years/);
  });

  it("Art. 68(12): one extension, asked for a month before the end, of at most ten years", () => {
    const ask = (day: string, until = "2042-11-01"): Step => [
      "applicant",
      { kind: "extension-requested", validUntil: at(until), reason },
      day,
    ];
    assert.notEqual(tell([...TO_ACTIVE, ask("2032-10-01")]).extensionRequested, null);
    refuses([...TO_ACTIVE, ask("2032-10-02")], /month before/);
    refuses([...TO_ACTIVE, ask("2032-10-01", "2042-11-02")], /ten years/);
    const second = permitDocument({
      version: 2,
      previous: documentKeccak(permitDocument()),
      duration: { validFrom: at("2029-11-01"), validUntil: at("2040-01-01") },
    });
    const extended: Step = [
      "access-body",
      { kind: "extended", permit: { document: second, signature: `0x${"11".repeat(65)}` } },
      "2032-10-10",
    ];
    const longer = tell([...TO_ACTIVE, ask("2032-10-01"), extended]);
    assert.equal(stateOn(longer, "2039-12-31"), "ACTIVE");
    assert.equal(stateOn(longer, "2040-01-02"), "EXPIRED");
    refuses([...TO_ACTIVE, extended], /nobody asked/);
    refuses([...TO_ACTIVE, ask("2032-10-01"), extended, ask("2039-01-01")], /extended once/);
  });

  it("Art. 68(13): an amendment follows the version before it and leaves the dates alone", () => {
    const next = permitDocument({
      version: 2,
      previous: documentKeccak(permitDocument()),
      conditions: ["New"],
    });
    const amend = (document = next): Step => [
      "access-body",
      { kind: "amended", permit: { document, signature: `0x${"11".repeat(65)}` } },
      "2030-01-10",
    ];
    const asked: Step[] = [
      ...TO_ACTIVE,
      ["applicant", { kind: "amendment-requested", what: "One more condition" }, "2030-01-08"],
    ];
    assert.equal(tell([...asked, amend()]).permit!.version, 2);
    refuses([...TO_ACTIVE, amend()], /nobody asked/);
    refuses([...asked, amend({ ...next, previous: APPLICATION_HASH })], /does not follow/);
    refuses(
      [...asked, amend({ ...next, duration: { ...next.duration, validUntil: at("2033-11-01") } })],
      /dates/,
    );
  });

  it("Art. 68(12): data are deleted within six months of the end", () => {
    const active = tell(TO_ACTIVE);
    assert.equal(stateOn(active, at("2032-11-01")), "ACTIVE");
    assert.equal(stateOn(active, at("2032-11-01") + 1), "EXPIRED");
    // 2033-05-01 is a Sunday.
    assert.equal(new Date(due(active, "deletion") * 1000).toISOString(), "2033-05-02T21:00:00.000Z");
    const deleted: Step = [
      "access-body",
      { kind: "deleted", certificateHash: APPLICATION_HASH, recipeHash: APPLICATION_HASH },
      "2032-12-01",
    ];
    assert.equal(tell([...TO_ACTIVE, deleted]).phase, "DELETED");
    refuses([...TO_ACTIVE, [deleted[0], deleted[1], "2030-12-02"]], /ACTIVE/);
  });

  it("Art. 61(4): results are due eighteen months after the processing, later only where the access body says so", () => {
    const deleted: Step = [
      "access-body",
      { kind: "deleted", certificateHash: APPLICATION_HASH, recipeHash: null },
      "2032-12-01",
    ];
    const gone = tell([...TO_ACTIVE, deleted]);
    assert.equal(stateOn(gone, "2034-05-01"), "DELETED");
    assert.equal(stateOn(gone, "2034-05-02"), "RESULTS_DUE");
    const later = tell(
      [["access-body", { kind: "results-extended", until: at("2035-01-01"), reason }, "2034-01-09"]],
      gone,
    );
    assert.equal(stateOn(later, "2034-12-31"), "DELETED");
    const early = tell([...TO_ACTIVE, ["applicant", { kind: "processing-completed" }, "2030-03-04"]]);
    assert.equal(new Date(due(early, "results") * 1000).toISOString(), "2031-09-04T21:00:00.000Z");
  });

  it("Art. 61(4): results name the EHDS and every dataset, are anonymous, and close the proceeding", () => {
    const publish = (acknowledgement: string, when: string): Step => [
      "applicant",
      {
        kind: "results-published",
        url: "https://example.org/paper",
        digest: APPLICATION_HASH,
        acknowledgement,
        anonymous: true,
      },
      when,
    ];
    refuses([...TO_ACTIVE, publish("Thanks to all", "2030-05-06")], /acknowledgement/);
    refuses([...TO_ACTIVE, publish(acknowledgementOf(["1", "12"]), "2030-05-06")], /acknowledgement/);
    const early = tell([...TO_ACTIVE, publish(acknowledgementOf(["1", "2"]), "2030-05-06")]);
    assert.equal(early.phase, "ACTIVE");
    const deleted: ProceedingAct = { kind: "deleted", certificateHash: APPLICATION_HASH, recipeHash: null };
    assert.equal(tell([["access-body", deleted, "2032-12-01"]], early).phase, "CLOSED");
  });

  it("Art. 61(4): the user is reminded before results are due and once when they are", () => {
    const deadlines = deadlinesOf(tell(TO_ACTIVE), CALENDAR).filter(({ kind }) => kind === "results");
    const [first, last] = [at("2032-11-02"), at("2034-06-01")];
    assert.deepEqual(
      remindersBetween(deadlines, first, last).map(({ daysBefore }) => daysBefore),
      [180, 90, 30, 0],
    );
    const one = remindersBetween(deadlines, first, last)[1]!.remindAt;
    // Looking twice over neighbouring times reminds once.
    assert.equal(
      remindersBetween(deadlines, first, one).length + remindersBetween(deadlines, one, last).length,
      4,
    );
    assert.deepEqual(
      remindersBetween(
        deadlines.map((d) => ({ ...d, doneAt: first })),
        first,
        last,
      ),
      [],
    );
  });

  it("Art. 61(5): a finding about a person's health reaches the access body sealed, and is counted", () => {
    const found = tell([
      ...TO_ACTIVE,
      ["applicant", { kind: "health-finding", sealed: "0x1234" }, "2030-01-08"],
    ]);
    assert.equal(found.healthFindings, 1);
  });
});

describe("assessed", () => {
  it("records the eight criteria one by one", () => {
    const steps = TO_QUOTE.slice(0, 2);
    assert.equal(Object.keys(tell([...steps, ...assessed("2029-10-01")]).criteria).length, 8);
    assert.equal(Object.keys(tell([...steps, ...assessed("2029-10-01").slice(0, 3)]).criteria).length, 3);
  });
});
