import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  applicationSealContext,
  canonicalJson,
  documentKeccak,
  fromHex,
  type Hex,
  hpkeOpen,
  PermitDocument,
} from "@symbolon/protocol";
import { makeReminders } from "../../../permits/makeReminders.ts";
import { DEPLOYMENT } from "../../../test-support/openTestGateway.ts";
import {
  APPLICANT,
  application,
  BODIES,
  dataRequest,
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
const RECEIPT = `0x${"00".repeat(32)}`;
let stage: Awaited<ReturnType<typeof openPermitStage>>;
before(async () => {
  stage = await openPermitStage();
});
after(() => stage.gateway.close());

const reason = "For a reason";
const context = () => ({
  deployment: DEPLOYMENT,
  database: stage.gateway.database,
  chain: stage.gateway.chain,
  now: () => stage.gateway.chain.time,
});
const submit = (title: string): Promise<Hex> =>
  stage.submit(application({ summary: { title, text: "How long?" } }));

describe("access bodies", () => {
  it("Art. 55: registers who has the role on chain, one for a country", async () => {
    const stranger = stage.accessBody("FI", { account: STRANGER.address.toLowerCase() });
    isRefused(
      await stage.send(STRANGER, "PUT", "/ehds/access-bodies/FI", "access-body", "FI", stranger),
      403,
      "E9002",
    );
    const rival = stage.accessBody("FI", { account: BODIES.SE.address.toLowerCase() });
    isRefused(
      await stage.send(BODIES.SE, "PUT", "/ehds/access-bodies/FI", "access-body", "FI", rival),
      403,
      "E9002",
    );
    const { data } = await stage.gateway.graphql("{ accessBodies { country name tariff } }");
    assert.equal((data!.accessBodies as unknown[]).length, 3);
  });
});

describe("applications", () => {
  it("Art. 67(3): one application over three countries makes three cases; sent again it makes no more", async () => {
    const first = await stage.apply(application());
    assert.deepEqual(first.json.countries, ["BE", "FI", "SE"]);
    assert.equal(first.status, 201);
    const again = await stage.apply(application());
    assert.equal(again.status, 200);
    assert.equal(again.json.applicationHash, documentKeccak(application()));
  });

  it("Art. 68(5): a refusal in one country leaves the others as they are", async () => {
    const hash = await submit("Refused in one");
    const refusal = { kind: "refused", code: "CRITERIA_NOT_MET", justification: "No qualification shown" };
    assert.equal((await stage.act(BODIES.SE, hash, "SE", refusal)).status, 201);
    assert.equal((await stage.read(hash, "SE")).state, "REFUSED");
    for (const country of ["FI", "BE"]) assert.equal((await stage.read(hash, country)).state, "SUBMITTED");
  });

  it("Art. 67(2): names of persons are in no table in clear, and the access body opens them", async () => {
    const hash = await submit("Sealed");
    const rows = await stage.gateway.database.query<{ text: string }>(
      `SELECT c::text AS text FROM gateway.permit_case c UNION ALL SELECT a::text FROM gateway.permit_act a
       UNION ALL SELECT s::text FROM gateway.permit_sealed s`,
    );
    assert.ok(rows.length > 0);
    for (const { text } of rows) assert.ok(!text.includes(PERSON_NAME));
    const whole = await stage.send(
      BODIES.SE,
      "GET",
      `/ehds/cases/${hash}/SE`,
      "ehds-read",
      `${hash}/SE`,
      undefined,
    );
    const opened = await hpkeOpen(
      stage.keys.SE.privateKey,
      fromHex(whole.json.sealed as string),
      applicationSealContext(DEPLOYMENT.chainId, hash, "SE"),
    );
    const document = JSON.parse(new TextDecoder().decode(opened)) as unknown;
    assert.equal(documentKeccak(document), hash);
    const own = await stage.send(
      APPLICANT,
      "GET",
      `/ehds/cases/${hash}/SE`,
      "ehds-read",
      `${hash}/SE`,
      undefined,
    );
    assert.equal(own.json.sealed, null);
    const none = await stage.send(
      STRANGER,
      "GET",
      `/ehds/cases/${hash}/SE`,
      "ehds-read",
      `${hash}/SE`,
      undefined,
    );
    isRefused(none, 403, "E9002");
  });

  it("Art. 53(2): purpose (c) by a university without a mandate is 403", async () => {
    isRefused(await stage.apply(application({ purposes: ["STATISTICS"] })), 403, "E3012");
  });

  it("Art. 51(4): a country's stricter rule blocks until the ethics document is there", async () => {
    const data = [requested("FI", "1", ["f"])];
    isRefused(await stage.apply(application({ data })), 403, "E3012");
    const ethics = { assessment: "Approved", documentHash: RECEIPT };
    assert.equal((await stage.apply(application({ data, ethics }))).status, 201);
    // Another country has no such rule.
    assert.equal((await stage.apply(application({ data: [requested("SE", "3", ["f"])] }))).status, 201);
  });

  it("refuses a dataset of the other lane, an unknown one, a country without an access body, another's account", async () => {
    isRefused(await stage.apply(application({ data: [requested("FI", "5")] })), 403, "E3012");
    isRefused(await stage.apply(application({ data: [requested("FI", "77")] })), 404, "E2007");
    isRefused(await stage.apply(application({ data: [requested("DE", "1")] })), 404, "E3014");
    isRefused(await stage.apply(application(), STRANGER), 403, "E9002");
  });

  it("refuses bytes that are not the canonical form, so that what is signed is what is hashed", async () => {
    isRefused(await stage.apply(JSON.stringify(application(), null, 1)), 400, "E1006");
  });

  it("Art. 68(4): an incomplete application is completed in one country alone", async () => {
    const hash = await submit("Incomplete");
    await stage.act(BODIES.FI, hash, "FI", {
      kind: "returned",
      missing: [{ point: "67(2)(j)", what: "The board's opinion" }],
    });
    assert.equal((await stage.read(hash, "FI")).state, "RETURNED_INCOMPLETE");
    const completed = application({
      summary: { title: "Incomplete", text: "How long?" },
      ethics: { assessment: "Approved", documentHash: RECEIPT },
    });
    const path = `/ehds/cases/${hash}/FI/application/2`;
    isRefused(
      await stage.send(STRANGER, "PUT", path, "ehds-complete", `${hash}/FI/2`, completed),
      403,
      "E9002",
    );
    const answer = await stage.send(APPLICANT, "PUT", path, "ehds-complete", `${hash}/FI/2`, completed);
    assert.equal(answer.status, 201, JSON.stringify(answer.json));
    assert.equal((await stage.read(hash, "FI")).state, "SUBMITTED");
    assert.equal((await stage.read(hash, "SE")).sequence, 1);
  });
});

describe("exclusion", () => {
  it("Art. 63(3): an excluded account applies for nothing, until the exclusion is over", async () => {
    const { chain } = stage.gateway;
    const account = APPLICANT.address.toLowerCase();
    const title = { summary: { title: "Excluded", text: "How long?" } };
    const start = chain.time;
    try {
      chain.exclusions.set(account, start + 100);
      isRefused(await stage.apply(application(title)), 403, "E3015");
      isRefused(await stage.request(dataRequest(title)), 403, "E3015");
      chain.time = start + 101;
      assert.equal((await stage.apply(application(title))).status, 201);
    } finally {
      chain.time = start;
      chain.exclusions.clear();
    }
  });

  it("Art. 63(3): a revocation with an exclusion excludes before it is on chain", async () => {
    const { chain } = stage.gateway;
    const start = chain.time;
    try {
      const hash = await submit("Revoked");
      const quote = await stage.assess(hash, "SE", "3");
      await stage.act(BODIES.SE, hash, "SE", await stage.permit(hash, "SE", 31n, quote, ["3"]));
      await stage.act(BODIES.SE, hash, "SE", { kind: "finding-notified", finding: reason });
      await stage.act(APPLICANT, hash, "SE", { kind: "finding-answered", answer: reason });
      const revoked = { kind: "revoked", reason, excludedUntil: start + 10 * DAY };
      assert.equal((await stage.act(BODIES.SE, hash, "SE", revoked)).status, 201);
      const title = { summary: { title: "Applied too early", text: "How long?" } };
      isRefused(await stage.apply(application(title)), 403, "E3015");
      chain.time = start + 10 * DAY + 1;
      assert.equal((await stage.apply(application(title))).status, 201);
    } finally {
      // The next tests apply again: the exclusion is of this story.
      chain.time = start;
      await stage.gateway.database.query("DELETE FROM gateway.permit_act WHERE kind = 'revoked'");
    }
  });
});

describe("acts", () => {
  it("are taken once, in order, and only from who may take them", async () => {
    const hash = await submit("Acts");
    const complete = { kind: "found-complete" };
    for (const account of [APPLICANT, STRANGER, HOLDER, BODIES.SE])
      isRefused(await stage.act(account, hash, "FI", complete), 403, "E9002");
    assert.equal((await stage.act(BODIES.FI, hash, "FI", complete)).status, 201);
    const path = `/ehds/cases/${hash}/FI/acts/1`;
    isRefused(await stage.send(BODIES.FI, "PUT", path, "ehds-act", `${hash}/FI/1`, complete), 409, "E3013");
    isRefused(await stage.act(BODIES.FI, hash, "FI", complete), 409, "E3010");
    // A signature for one case is none for another.
    const other = await submit("Acts elsewhere");
    const foreign = `/ehds/cases/${other}/FI/acts/1`;
    isRefused(
      await stage.send(BODIES.FI, "PUT", foreign, "ehds-act", `${hash}/FI/1`, complete),
      401,
      "E9004",
    );
  });

  it("of an account that lost the role on chain are refused", async () => {
    const hash = await submit("Role lost");
    const roles = stage.gateway.chain.roles.get(4n)!;
    roles.delete(BODIES.BE.address.toLowerCase());
    isRefused(await stage.act(BODIES.BE, hash, "BE", { kind: "found-complete" }), 403, "E9002");
    roles.add(BODIES.BE.address.toLowerCase());
    assert.equal((await stage.act(BODIES.BE, hash, "BE", { kind: "found-complete" })).status, 201);
  });

  it("of two at once one is taken", async () => {
    const hash = await submit("At once");
    const path = `/ehds/cases/${hash}/FI/acts/1`;
    const answers = await Promise.all(
      [1, 2].map(() =>
        stage.send(BODIES.FI, "PUT", path, "ehds-act", `${hash}/FI/1`, { kind: "found-complete" }),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
  });
});

describe("a permit", () => {
  it("Art. 57(1)(a): goes from application to active, each step by its own role, and its document is what the chain has", async () => {
    const hash = await submit("To the end");
    const quote = await stage.assess(hash, "FI", "1");
    assert.equal((await stage.read(hash, "FI")).state, "QUOTED");

    const act = await stage.permit(hash, "FI", 11n, quote, ["1", "2"]);
    isRefused(await stage.act(APPLICANT, hash, "FI", act), 403, "E9002");
    const forged = await stage.permit(hash, "FI", 11n, quote, ["1", "2"], STRANGER);
    isRefused(await stage.act(BODIES.FI, hash, "FI", forged), 401, "E9004");
    const anchored = stage.gateway.chain.permits.get(11n)!;
    stage.gateway.chain.permits.set(11n, { ...anchored, decisionHash: `0x${"ab".repeat(32)}` });
    isRefused(await stage.act(BODIES.FI, hash, "FI", act), 400, "E3005");
    stage.gateway.chain.permits.set(11n, anchored);
    assert.equal((await stage.act(BODIES.FI, hash, "FI", act)).status, 201);

    // Art. 68(7): the holders are asked in the same transaction.
    assert.equal((await stage.read(hash, "FI")).state, "DATA_REQUESTED");
    for (const datasetId of ["1", "2"])
      await stage.act(BODIES.FI, hash, "FI", { kind: "delivered", datasetId });
    assert.equal((await stage.act(BODIES.FI, hash, "FI", { kind: "opened" })).status, 201);
    assert.equal((await stage.read(hash, "FI")).state, "ACTIVE");

    const response = await fetch(`${stage.gateway.url}/ehds/cases/${hash}/FI/permit.jsonld`);
    assert.equal(response.headers.get("content-type"), "application/ld+json");
    const { proof, ...document } = (await response.json()) as Record<string, unknown>;
    assert.equal(documentKeccak(PermitDocument.parse(document)), anchored.decisionHash);
    assert.equal((proof as { type: string }).type, "Eip712Signature");
  });

  it("Art. 61(2): opens to the person it names, who signs themselves, and to nobody else", async () => {
    const hash = await submit("Access");
    const quote = await stage.assess(hash, "SE", "3");
    await stage.act(BODIES.SE, hash, "SE", await stage.permit(hash, "SE", 12n, quote, ["3"]));
    await stage.act(BODIES.SE, hash, "SE", { kind: "delivered", datasetId: "3" });
    const ask = (account: typeof APPLICANT, name = PERSON_NAME) =>
      stage.send(account, "POST", `/ehds/cases/${hash}/SE/access`, "ehds-access", `${hash}/SE`, {
        name,
        salt: SALT,
      });
    isRefused(await ask(RESEARCHER), 403, "E3011");
    await stage.act(BODIES.SE, hash, "SE", { kind: "opened" });
    const access = await ask(RESEARCHER);
    assert.deepEqual([access.status, access.json.permitId, access.json.datasetIds], [200, "12", ["3"]]);
    for (const account of [APPLICANT, STRANGER, BODIES.SE]) isRefused(await ask(account), 403, "E3011");
    isRefused(await ask(RESEARCHER, "Somebody Else"), 403, "E3011");
    await stage.act(BODIES.SE, hash, "SE", { kind: "suspended", reason });
    isRefused(await ask(RESEARCHER), 403, "E3011");
  });

  it("Art. 61(4): reminds of results once each, and the register shows them", async () => {
    const hash = await submit("Results");
    const quote = await stage.assess(hash, "BE", "4");
    await stage.act(BODIES.BE, hash, "BE", await stage.permit(hash, "BE", 13n, quote, ["4"]));
    await stage.act(BODIES.BE, hash, "BE", { kind: "delivered", datasetId: "4" });
    await stage.act(BODIES.BE, hash, "BE", { kind: "opened" });
    await stage.act(APPLICANT, hash, "BE", { kind: "processing-completed" });
    const { chain } = stage.gateway;
    const start = chain.time;
    try {
      chain.time = start + 17 * 31 * DAY;
      assert.ok((await makeReminders(context())).made > 0);
      assert.equal((await makeReminders(context())).made, 0);
      const rows = await stage.gateway.database.query<{ days_before: number }>(
        "SELECT days_before FROM gateway.permit_reminder WHERE application_hash = $1 AND kind = 'results' ORDER BY 1",
        [hash],
      );
      assert.deepEqual(
        rows.map(({ days_before }) => days_before),
        [30, 90, 180],
      );
      const published = await stage.act(APPLICANT, hash, "BE", {
        kind: "results-published",
        url: "https://example.org/paper",
        digest: RECEIPT,
        acknowledgement: stage.acknowledgement(["4"]),
        anonymous: true,
      });
      assert.equal(published.status, 201, JSON.stringify(published.json));
      const { data } = await stage.gateway.graphql(
        `query ($hash: Bytes!) { permitCase(applicationHash: $hash, country: "BE") { applicant purposes results { url } permit { permitId validUntil feeCents } } }`,
        { hash },
      );
      const entry = data!.permitCase as Record<string, unknown>;
      assert.deepEqual(entry.results, { url: "https://example.org/paper" });
      assert.equal(entry.applicant, "Example University");
      assert.equal((entry.permit as { feeCents: string }).feeCents, quote.totalCents);
    } finally {
      chain.time = start;
    }
  });
});

describe("data requests", () => {
  it("Art. 69(1): never give access, and answer in suppressed tables only", async () => {
    const answer = await stage.request(dataRequest());
    assert.equal(answer.status, 201, JSON.stringify(answer.json));
    const hash = answer.json.applicationHash as Hex;
    const quote = {
      format: "symbolon-cost-quote/1",
      applicationHash: hash,
      country: "FI",
      lines: [{ kind: "assessment", datasetId: null, units: 1, totalCents: "40000" }],
      totalCents: "40000",
    };
    await stage.act(BODIES.FI, hash, "FI", { kind: "quoted", quote });
    await stage.act(APPLICANT, hash, "FI", { kind: "quote-accepted", quoteHash: documentKeccak(quote) });
    await stage.act(BODIES.FI, hash, "FI", { kind: "approved", note: "Complete" });
    for (const kind of ["opened", "issued", "delivered", "data-requested"])
      isRefused(await stage.act(BODIES.FI, hash, "FI", { kind }), 400, "E1006");
    const access = await stage.send(
      RESEARCHER,
      "POST",
      `/ehds/cases/${hash}/FI/access`,
      "ehds-access",
      `${hash}/FI`,
      { name: PERSON_NAME, salt: SALT },
    );
    isRefused(access, 403, "E3011");
    const table = (counts: (number | null)[]) => ({
      kind: "answered",
      answer: {
        format: "symbolon-statistical-answer/1",
        k: 10,
        tables: [{ title: "By stage", rows: ["I", "II"], columns: ["n"], counts }],
        method: "Suppression",
      },
    });
    isRefused(await stage.act(BODIES.FI, hash, "FI", table([120, 3])), 400, "E1006");
    assert.equal((await stage.act(BODIES.FI, hash, "FI", table([120, null]))).status, 201);
    assert.equal((await stage.read(hash, "FI")).state, "ANSWERED");
  });

  it("Art. 68(3): an applicant who agrees gets a data request instead of a permit", async () => {
    const hash = await submit("Answer instead");
    await stage.act(BODIES.FI, hash, "FI", { kind: "found-complete" });
    await stage.act(BODIES.FI, hash, "FI", { kind: "answer-offered", reason });
    const { sequence } = await stage.read(hash, "FI");
    const agree = (value: unknown) =>
      stage.send(
        APPLICANT,
        "PUT",
        `/ehds/cases/${hash}/FI/request/${sequence}`,
        "ehds-agree",
        `${hash}/FI/${sequence}`,
        value,
      );
    const title = { summary: { title: "Answer instead", text: "How long?" } };
    isRefused(await agree(dataRequest({ ...title, data: [requested("FI", "3")] })), 409, "E3010");
    const agreed = await agree(dataRequest(title));
    assert.equal(agreed.status, 201, JSON.stringify(agreed.json));
    assert.equal((await stage.read(hash, "FI")).state, "ANSWER_AS_REQUEST");
    const request = await stage.read(agreed.json.requestHash as string, "FI");
    assert.deepEqual([request.lane, request.state], ["request", "SUBMITTED"]);
  });
});

describe("evidence", () => {
  it("keeps every act with the bytes and the signature it came with", async () => {
    const rows = await stage.gateway.database.query<{
      actor: string;
      signature: string | null;
      body: string;
    }>("SELECT actor, signature, body FROM gateway.permit_act");
    for (const { actor, signature, body } of rows) {
      assert.equal(signature === null, actor === "hub");
      assert.equal(canonicalJson(JSON.parse(body)), body);
    }
  });
});
