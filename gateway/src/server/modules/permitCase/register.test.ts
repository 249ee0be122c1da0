import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { complaintSealContext, fromHex, type Hex, hpkeOpen } from "@symbolon/protocol";
import {
  APPLICANT,
  application,
  BODIES,
  HOLDER,
  isRefused,
  openPermitStage,
  RESEARCHER,
  requested,
  STRANGER,
} from "./test-support/permitStage.ts";

const DAY = 86_400;
const RECEIPT = `0x${"00".repeat(32)}`;
const reason = "For a reason";
let stage: Awaited<ReturnType<typeof openPermitStage>>;
before(async () => {
  stage = await openPermitStage();
});
after(() => stage.gateway.close());

const submit = (title: string, overrides: Record<string, unknown> = {}): Promise<Hex> =>
  stage.submit(application({ summary: { title, text: "How long?" }, ...overrides }));

describe("the public register", () => {
  it("Art. 57(1)(j)(ii), (iii): shows an application at once and a refusal with its justification, without login", async () => {
    const hash = await submit("In the register");
    const url = `${stage.gateway.url}/ehds/register?country=SE&first=200`;
    type Entries = { entries: { applicationHash: string; state: string; refusal: unknown }[] };
    const find = async () =>
      ((await (await fetch(url)).json()) as Entries).entries.find((entry) => entry.applicationHash === hash)!;
    assert.equal((await find()).state, "SUBMITTED");
    const refusal = { kind: "refused", code: "IP_RISK", justification: "Trade secrets cannot be kept" };
    await stage.act(BODIES.SE, hash, "SE", refusal);
    const { kind: _, ...shown } = refusal;
    assert.deepEqual((await find()).refusal, shown);
  });

  it("Art. 57(1)(j): does not name a natural person who applies", async () => {
    const title = "By a person";
    const hash = await submit(title, {
      applicant: {
        legalName: "Maija Meikäläinen",
        applicantClass: "natural-person",
        country: "FI",
        activities: "Doctoral student",
      },
    });
    const entry = await stage.read(hash, "FI");
    assert.equal(entry.applicant, null);
    assert.ok(!JSON.stringify(entry).includes("Meikäläinen"));
  });

  it("Art. 57(1)(e): gives the five facts for a hundred applications, as JSON and as CSV", async () => {
    const purpose = "IMPROVE_CARE";
    for (let i = 0; i < 100; i++)
      await submit(`=Seeded ${i}, "quoted"`, { purposes: [purpose], data: [requested("SE", "3")] });
    const path = `${stage.gateway.url}/ehds/register`;
    const query = `?country=SE&purpose=${purpose}&first=200`;
    const { entries } = (await (await fetch(path + query)).json()) as {
      entries: Record<string, unknown>[];
    };
    assert.equal(entries.length, 100);
    for (const entry of entries)
      for (const name of ["applicant", "purposes", "permit", "title", "summary"]) assert.ok(name in entry);
    const csv = await (await fetch(`${path}.csv${query}`)).text();
    const lines = csv.trimEnd().split("\r\n");
    assert.equal(lines.length, 101);
    assert.match(lines[0]!, /^applicant,purposes,issued,valid_from,valid_until,description,/);
    // A formula is defused and quotes are doubled.
    assert.match(lines[1]!, /"'=Seeded \d+, ""quoted"""/);
  });

  it("Art. 59(1): the activity report counts what the acts say", async () => {
    const { chain } = stage.gateway;
    const from = chain.time + 400 * DAY;
    const start = chain.time;
    try {
      chain.time = from + DAY;
      const hash = await submit("Reported");
      const quote = await stage.assess(hash, "FI", "1");
      await stage.act(BODIES.FI, hash, "FI", await stage.permit(hash, "FI", 21n, quote, ["1"]));
      chain.time += 10 * DAY;
      await stage.act(BODIES.FI, hash, "FI", { kind: "delivered", datasetId: "1" });
      await stage.act(BODIES.FI, hash, "FI", { kind: "opened" });
      await stage.act(BODIES.FI, hash, "FI", { kind: "finding-notified", finding: reason });
      await stage.act(APPLICANT, hash, "FI", { kind: "finding-answered", answer: reason });
      const fined = await stage.act(BODIES.FI, hash, "FI", {
        kind: "fined",
        paragraph: "64(4)",
        amountCents: "250000",
        turnoverCents: null,
        decisionHash: RECEIPT,
      });
      assert.equal(fined.status, 201, JSON.stringify(fined.json));
      const refused = await submit("Reported and refused");
      await stage.act(BODIES.FI, refused, "FI", { kind: "refused", code: "OTHER", justification: reason });
      const url = `${stage.gateway.url}/ehds/reports/FI?from=${from}&until=${chain.time + 1}`;
      const report = (await (await fetch(url)).json()) as Record<string, unknown>;
      assert.deepEqual(
        [report.applications, report.issued, report.refused, report.averageDaysToAccess, report.quotedCents],
        [2, 1, 1, 10, quote.totalCents],
      );
      assert.deepEqual(report.purposes, { SCIENTIFIC_RESEARCH: 2 });
      // Art. 64: fines are in it.
      assert.deepEqual([report.fines, report.finesCents], [1, "250000"]);
    } finally {
      chain.time = start;
    }
  });
});

describe("complaints", () => {
  const lodge = async (article: string) => {
    const response = await fetch(`${stage.gateway.url}/ehds/complaints`, {
      method: "POST",
      body: JSON.stringify({
        format: "symbolon-complaint/1",
        country: "FI",
        article,
        text: "Liisa Virtanen was asked for a reason",
      }),
    });
    assert.equal(response.status, 201);
    return (await response.json()) as { complaintId: string; receipt: string };
  };
  const follow = async (complaintId: string, receipt: string) => {
    const response = await fetch(`${stage.gateway.url}/ehds/complaints/${complaintId}`, {
      headers: { "x-symbolon-receipt": receipt },
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };

  it("Art. 81(1), (3): anybody lodges one without an account, and only the access body reads it", async () => {
    const { complaintId, receipt } = await lodge("61(4)");
    const [row] = await stage.gateway.database.query<{ text: string; envelope: string }>(
      "SELECT c::text AS text, envelope FROM gateway.complaint c WHERE complaint_id = $1",
      [complaintId],
    );
    assert.ok(!row!.text.includes("Virtanen") && !row!.text.includes(receipt));
    const opened = await hpkeOpen(
      stage.keys.FI.privateKey,
      fromHex(row!.envelope),
      complaintSealContext(complaintId),
    );
    assert.match(new TextDecoder().decode(opened), /Virtanen/);
    isRefused(
      await stage.send(BODIES.SE, "GET", "/ehds/complaints/of/FI", "ehds-complaints", "FI", undefined),
      403,
      "E9002",
    );
  });

  it("Art. 81(2): tells progress and decision to who has the receipt, and ends with the decision", async () => {
    const { complaintId, receipt } = await lodge("57");
    const step = (kind: string) =>
      stage.send(
        BODIES.FI,
        "POST",
        `/ehds/complaints/of/FI/${complaintId}`,
        "ehds-complaints",
        `FI/${complaintId}`,
        { kind, text: reason },
      );
    assert.equal((await step("progress")).status, 201);
    assert.equal((await step("decision")).status, 201);
    isRefused(await step("progress"), 409, "E3010");
    const seen = await follow(complaintId, receipt);
    assert.deepEqual(
      (seen.json.steps as { kind: string }[]).map(({ kind }) => kind),
      ["progress", "decision"],
    );
    assert.equal((await follow(complaintId, RECEIPT)).status, 404);
  });

  it("Art. 81(4): one about the opt-out goes to the data protection authority's queue", async () => {
    const { complaintId, receipt } = await lodge("71(1)");
    assert.equal((await follow(complaintId, receipt)).json.queue, "data-protection");
    const other = await lodge("68(9)");
    assert.equal((await follow(other.complaintId, other.receipt)).json.queue, "access-body");
  });
});

describe("feasibility", () => {
  const ask = (column: string, account = APPLICANT, datasetId = "2") =>
    stage.send(account, "POST", `/ehds/feasibility/${datasetId}`, "ehds-feasibility", datasetId, {
      format: "symbolon-feasibility/1",
      cohort: [{ column, in: ["a"] }],
    });
  const answer = (digest: string, value: unknown, account = HOLDER) =>
    stage.send(account, "PUT", `/ehds/feasibility/2/${digest}`, "ehds-feasibility", `2/${digest}`, value);

  it("takes rounded and suppressed answers of the holder alone, and keeps the first", async () => {
    const asked = await ask("stage");
    assert.equal(asked.status, 202);
    const digest = asked.json.questionDigest as string;
    isRefused(await answer(digest, { k: 10, roundedTo: 10, count: 40 }, STRANGER), 403, "E9002");
    for (const value of [
      { k: 10, roundedTo: 10, count: 43 },
      { k: 5, roundedTo: 5, count: 45 },
      { k: 10, roundedTo: 1, count: 43 },
      { k: 10, roundedTo: 10, fewerThan: 4 },
      { k: 10, roundedTo: 10, count: 0 },
    ])
      isRefused(await answer(digest, value), 400, "E1006");
    assert.equal((await answer(digest, { k: 10, roundedTo: 10, count: 40 })).status, 200);
    isRefused(await answer(digest, { k: 10, roundedTo: 10, count: 50 }), 409, "E3010");
    const again = await ask("stage", STRANGER);
    assert.deepEqual([again.status, again.json.answer], [200, { count: 40, k: 10, roundedTo: 10 }]);
  });

  it("bounds distinct questions of an account, not repetitions, so that differences cannot be collected", async () => {
    for (let i = 0; i < 20; i++) assert.equal((await ask(`c${i}`, RESEARCHER, "3")).status, 202);
    isRefused(await ask("c20", RESEARCHER, "3"), 400, "E9007");
    assert.equal((await ask("c19", RESEARCHER, "3")).status, 202);
    assert.equal((await ask("c20", STRANGER, "3")).status, 202);
  });
});
