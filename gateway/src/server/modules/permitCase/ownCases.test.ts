import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  APPLICANT,
  application,
  BODIES,
  dataRequest,
  HOLDER,
  isRefused,
  openPermitStage,
  STRANGER,
} from "./test-support/permitStage.ts";

let stage: Awaited<ReturnType<typeof openPermitStage>>;
before(async () => {
  stage = await openPermitStage();
});
after(() => stage.gateway.close());

type Own = { applicationHash: string; country: string; lane: string; actors: string[]; deadlines: unknown[] };
const listOf = async (account: typeof APPLICANT, query = "") => {
  const { status, json } = await stage.send(
    account,
    "GET",
    `/ehds/cases${query}`,
    "ehds-read",
    "cases",
    undefined,
  );
  assert.equal(status, 200, JSON.stringify(json));
  return json.cases as Own[];
};

describe("a party's own cases", () => {
  it("lists to each party what it has a part in, as what, with clocks, and nothing to a stranger", async () => {
    const hash = await stage.submit(application());
    await stage.request(dataRequest());
    const mine = await listOf(APPLICANT);
    assert.deepEqual(mine.map(({ lane, country }) => `${lane} ${country}`).sort(), [
      ...["permit BE", "permit FI", "permit SE", "request FI"],
    ]);
    for (const { actors, deadlines } of mine) {
      assert.deepEqual(actors, ["applicant"]);
      assert.ok(deadlines.length > 0);
    }
    assert.deepEqual(
      (await listOf(BODIES.SE)).map(({ applicationHash, country, actors }) => [
        applicationHash,
        country,
        actors,
      ]),
      [[hash, "SE", ["access-body"]]],
    );
    assert.equal((await listOf(HOLDER)).length, 4);
    assert.deepEqual(await listOf(STRANGER), []);
    const pages = [
      ...(await listOf(APPLICANT, "?first=3")),
      ...(await listOf(APPLICANT, "?first=3&offset=3")),
    ];
    assert.deepEqual(pages, mine);
  });

  it("opens each of them with the same signature, and none of another's", async () => {
    const [first] = await listOf(BODIES.SE);
    const path = `/ehds/cases/${first!.applicationHash}/SE`;
    const whole = await stage.send(BODIES.SE, "GET", path, "ehds-read", "cases", undefined);
    assert.equal(whole.status, 200);
    assert.equal((whole.json.acts as unknown[]).length, 1);
    isRefused(await stage.send(BODIES.FI, "GET", path, "ehds-read", "cases", undefined), 403, "E9002");
    isRefused(
      await stage.send(APPLICANT, "GET", "/ehds/cases", "ehds-act", "cases", undefined),
      401,
      "E9004",
    );
  });

  it("shows no case to an access body that lost its role on chain", async () => {
    const before = stage.gateway.chain.roles.get(4n)!;
    stage.gateway.chain.roles.set(4n, new Set());
    assert.deepEqual(await listOf(BODIES.SE), []);
    stage.gateway.chain.roles.set(4n, before);
    assert.equal((await listOf(BODIES.SE)).length, 1);
  });
});
