import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { insertOrder, insertRow } from "../../../test-support/indexRows.ts";
import {
  APPLICANT,
  application,
  BODIES,
  HOLDER,
  isRefused,
  openPermitStage,
  PERSON_NAME,
  RESEARCHER,
  requested,
  SALT,
  STRANGER,
} from "./test-support/permitStage.ts";

const DAY = 86_400;
const word = (byte: string) => `0x${byte.repeat(32)}`;
let stage: Awaited<ReturnType<typeof openPermitStage>>;
before(async () => {
  stage = await openPermitStage();
  const { database } = stage.gateway;
  await insertRow(database, "data_permit", {
    id: "3",
    issuer: BODIES.FI.address.toLowerCase(),
    holder: APPLICANT.address.toLowerCase(),
    state: "ACTIVE",
    extended: false,
    opt_out_exception: false,
    version: 1,
    purposes_mask: 16,
    criteria_mask: 255,
    application_hash: word("aa"),
    decision_hash: word("ab"),
    approved_at: 1,
    valid_from: 1,
    valid_until: 2_400_000_000,
    datasets: ["1"],
    issued_tx: word("ac"),
    updated_at: 1,
    block_number: 3,
  });
  await insertOrder(database, 1, { datasets: ["1"], permit_id: "3", permit_version: 1 });
  await insertOrder(database, 2, { datasets: ["1"] });
});
after(() => stage.gateway.close());

describe("the log of accesses to records", () => {
  const ask = (hash: string, account: typeof APPLICANT) =>
    stage.send(account, "POST", `/ehds/cases/${hash}/SE/access`, "ehds-access", `${hash}/SE`, {
      name: PERSON_NAME,
      salt: SALT,
    });
  const log = (hash: string, account: typeof APPLICANT) =>
    stage.send(account, "GET", `/ehds/cases/${hash}/SE/access-log`, "ehds-read", `${hash}/SE`, undefined);

  it("Art. 73(1)(e): names every account that asked, granted or not, for the access body alone", async () => {
    const hash = await stage.submit(application({ data: [requested("SE", "3")] }));
    const quote = await stage.assess(hash, "SE", "3");
    await stage.act(BODIES.SE, hash, "SE", await stage.permit(hash, "SE", 12n, quote, ["3"]));
    await stage.act(BODIES.SE, hash, "SE", { kind: "delivered", datasetId: "3" });
    await stage.act(BODIES.SE, hash, "SE", { kind: "opened" });
    isRefused(await ask(hash, STRANGER), 403, "E3011");
    assert.equal((await ask(hash, RESEARCHER)).status, 200);
    for (const account of [APPLICANT, RESEARCHER, STRANGER])
      isRefused(await log(hash, account), 403, "E9002");
    const { entries } = (await log(hash, BODIES.SE)).json as unknown as {
      entries: { account: string; granted: boolean }[];
    };
    assert.deepEqual(
      entries.map(({ account, granted }) => [account, granted]),
      [
        [RESEARCHER.address.toLowerCase(), true],
        [STRANGER.address.toLowerCase(), false],
      ],
    );
    const rows = await stage.gateway.database.query<{ text: string }>(
      "SELECT l::text AS text FROM gateway.access_log l",
    );
    for (const { text } of rows) assert.ok(!text.includes(PERSON_NAME));
  });

  it("Art. 73(1)(e): is kept for a year; the database refuses to change or lose an entry before", async () => {
    const { database } = stage.gateway;
    const insert = (daysAgo: number) =>
      database.query(
        `INSERT INTO gateway.access_log (application_hash, country, account, granted, asked_at)
         VALUES ($1, 'SE', '0xold', true, extract(epoch FROM now())::bigint - $2)`,
        [word("dd"), daysAgo * DAY],
      );
    await insert(365);
    for (const sql of [
      "DELETE FROM gateway.access_log WHERE account = '0xold'",
      "UPDATE gateway.access_log SET granted = false",
      "TRUNCATE gateway.access_log",
    ])
      await assert.rejects(database.query(sql), /kept for a year/, sql);
    await insert(367);
    const gone = await database.query(
      "DELETE FROM gateway.access_log WHERE asked_at < extract(epoch FROM now()) - 366 * 86400 RETURNING account",
    );
    assert.deepEqual(gone, [{ account: "0xold" }]);
  });
});

describe("alarms", () => {
  const alarm = (change: object = {}) => ({
    format: "symbolon-alarm/1",
    orderId: "1",
    datasetId: "1",
    sign: { kind: "near-identical", orderId: "2" },
    ...change,
  });
  const raise = (value: { orderId: string }, account = HOLDER) =>
    stage.send(account, "PUT", `/ehds/alarms/${value.orderId}`, "ehds-alarm", value.orderId, value);

  it("Art. 61(3): reach the access body of the permit from the holder, once, and nobody else", async () => {
    assert.equal((await raise(alarm())).status, 201);
    assert.equal((await raise(alarm())).status, 200);
    assert.equal((await raise(alarm({ sign: { kind: "narrow-cohort" } }))).status, 201);
    isRefused(await raise(alarm(), STRANGER), 403, "E9002");
    // An order without a permit is nobody's to supervise; one of other datasets is not the holder's to tell about.
    isRefused(await raise(alarm({ orderId: "2" })), 404, "E3014");
    isRefused(await raise(alarm({ datasetId: "3" })), 404, "E3014");
    const read = (account: typeof HOLDER, country: string) =>
      stage.send(account, "GET", `/ehds/alarms/of/${country}`, "ehds-alarms", country, undefined);
    const { alarms } = (await read(BODIES.FI, "FI")).json as unknown as { alarms: Record<string, unknown>[] };
    assert.deepEqual(
      alarms.map(({ kind, against, permit_id }) => [kind, against, permit_id]),
      [
        ["narrow-cohort", "", "3"],
        ["near-identical", "2", "3"],
      ],
    );
    assert.deepEqual((await read(BODIES.SE, "SE")).json, { alarms: [] });
    isRefused(await read(STRANGER, "FI"), 403, "E9002");
  });

  it("Art. 61(3): say nothing about patients", async () => {
    isRefused(await raise(alarm({ patients: 3 })), 400, "E1006");
    isRefused(await raise(alarm({ sign: { kind: "narrow-cohort", patients: 3 } })), 400, "E1006");
  });
});
