import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { canonicalJson, documentBytes, SymbolonError } from "@symbolon/protocol";
import { Wallet } from "ethers";
import pino from "pino";
import { createDocumentCache } from "../catalogue/documentCache.ts";
import { runTasks } from "../operations/queue/runTasks.ts";
import { taskQueue } from "../operations/queue/taskQueue.ts";
import { permitReminders } from "../permits/permitReminders.ts";
import { insertDataset } from "../test-support/indexRows.ts";
import { DEPLOYMENT, openTestGateway, type TestGateway } from "../test-support/openTestGateway.ts";
import { signedHeaders } from "../test-support/signedHeaders.ts";
import { createLogger } from "./createLogger.ts";
import { scanLog } from "./test-support/scanLog.ts";

const HOLDER = new Wallet(`0x${"a3".repeat(32)}`);
/** Everything about persons, and every secret, that the flow below is given. */
const PERSON = {
  subject: "PAT-77310",
  name: "Aino Virtanen",
  email: "aino.virtanen@example.fi",
  phone: "+358 40 123 4567",
  born: "1961-07-30",
  code: "300761-123A",
  token: "a-session-token-of-somebody",
};
const KNOWN = [...Object.values(PERSON), "Virtanen", HOLDER.privateKey, HOLDER.privateKey.slice(2)];

const lines: string[] = [];
const log = createLogger("test", { write: (line: string) => void lines.push(line) });
log.level = "trace";
let gateway: TestGateway;
before(async () => {
  gateway = await openTestGateway({}, { log });
  await insertDataset(gateway.database, 1, { lane: "EHDS", owner: HOLDER.address.toLowerCase() });
});
after(() => gateway.close());

async function consent(act: string, value: object): Promise<number> {
  const body = canonicalJson(value);
  const headers = await signedHeaders(HOLDER, { purpose: "consent", subject: `1/${act}`, body });
  const url = `${gateway.url}/consents/1/${act}`;
  return (
    await fetch(url, {
      method: "POST",
      headers: { ...headers, authorization: `Bearer ${PERSON.token}` },
      body,
    })
  ).status;
}

/** Requests about a person that succeed, that are refused, and that fail inside, and background work that fails. */
async function flow(): Promise<void> {
  const fhir = JSON.stringify({
    resourceType: "Consent",
    id: PERSON.code,
    status: "active",
    patient: { reference: `Patient/${PERSON.subject}`, display: PERSON.name },
    dateTime: "2026-03-01",
    provision: { type: "permit", purpose: [{ code: "HRESCH" }] },
  });
  await consent("import", {
    fhir,
    controller: PERSON.name,
    withdrawal: `mailto:${PERSON.email}`,
    category: "a",
  });
  await consent("withdraw", { subject: PERSON.subject });
  await consent("withdraw", { subject: `${PERSON.subject}-unknown` });
  await consent("opt-out", { subject: PERSON.subject, reason: PERSON.name });
  const queries = [
    `{ datasets(text: "${PERSON.name} ${PERSON.born}") { nodes { id } } }`,
    `{ ${PERSON.name} `,
  ];
  for (const query of queries) await gateway.graphql(query, { phone: PERSON.phone });
  await fetch(
    `${gateway.url}/orders/${encodeURIComponent(PERSON.email)}/key?who=${encodeURIComponent(PERSON.name)}`,
  );
  const complaint = { country: "FI", article: "71", text: `${PERSON.name}, ${PERSON.phone}` };
  await fetch(`${gateway.url}/ehds/complaints`, { method: "POST", body: JSON.stringify(complaint) });

  // A document that is refused, which quotes what is wrong with it.
  const { digest } = await gateway.contentStore.add(
    documentBytes({ title: PERSON.email, contact: PERSON.name }),
  );
  await gateway.database.query(
    "INSERT INTO gateway.document (digest, kind) VALUES ($1, 'catalogue') ON CONFLICT DO NOTHING",
    [digest],
  );
  const { database, contentStore } = gateway;
  const documents = createDocumentCache({ database, contentStore, log, now: () => gateway.chain.time });
  await documents.settled();
  await documents.close();

  // A task whose handler fails with a person in its words, and a database that fails with rows and parameters in its.
  const queue = taskQueue(gateway.database);
  const context = { deployment: DEPLOYMENT, database: gateway.database, chain: gateway.chain, now: () => 1 };
  permitReminders(context, queue, { count() {}, gauge() {}, text: () => "" }).watch(log)();
  const runner = runTasks({
    queue,
    handlers: {
      wrong: async () => {
        throw new SymbolonError("E3004", { subject: PERSON.subject });
      },
      database: () =>
        gateway.database.query("SELECT $1::integer AS n", [`${PERSON.name} ${PERSON.born} ${PERSON.code}`]),
    },
    log,
    pollMs: 5,
    now: () => 1_900_000_000,
  });
  await queue.add({ kind: "wrong", key: "1" });
  await queue.add({ kind: "database", key: "1", maxAttempts: 1 });
  while ((await queue.counts()).dead < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  await runner.stop(1_000);
  // Dead letters are shown to operators and kept in backups.
  assert.deepEqual(scanLog([JSON.stringify(await queue.deadLetters(10))], KNOWN), []);
  await gateway.database.execute("ALTER TABLE gateway.consent_entry RENAME TO away");
  assert.equal(await consent("opt-out", { subject: PERSON.subject }), 500);
  await gateway.database.execute("ALTER TABLE gateway.away RENAME TO consent_entry");
}

test("log lines of a whole flow, failures included, hold nothing about a person and no secret", async () => {
  await flow();
  assert.ok(lines.length >= 4, `${lines.length} lines are too few to say anything`);
  for (const line of lines) assert.ok(typeof (JSON.parse(line) as { msg: unknown }).msg === "string");
  assert.deepEqual(scanLog(lines, KNOWN), []);
});

test("the scanner finds each of them where nothing is taken out", () => {
  const found: string[] = [];
  const raw = pino({}, { write: (line: string) => void found.push(line) });
  for (const text of Object.values(PERSON)) {
    raw.warn({ text }, "raw");
    assert.notDeepEqual(scanLog(found.splice(0), KNOWN), [], text);
  }
  for (const text of [
    "x@y.org",
    "+31 20 555 1234",
    "born 2001-12-31",
    "Bearer abc",
    "postgres://a:b@c/d",
    "010190-999X",
  ])
    assert.notDeepEqual(scanLog([text], []), [], text);
  assert.deepEqual(
    scanLog(['{"time":1900000000000,"at":"2029-01-01T00:00:00Z","url":"http://h:1/x"}'], KNOWN),
    [],
  );
});
