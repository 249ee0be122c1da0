import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { civilDateOf } from "@symbolon/protocol";
import { remindReviews } from "../../../permits/holders/remindReviews.ts";
import { DEPLOYMENT } from "../../../test-support/openTestGateway.ts";
import {
  APPLICANT,
  application,
  BODIES,
  dataRequest,
  HOLDER,
  isRefused,
  openPermitStage,
  requested,
  STRANGER,
} from "./test-support/permitStage.ts";

const DAY = 86_400;
let stage: Awaited<ReturnType<typeof openPermitStage>>;
before(async () => {
  stage = await openPermitStage();
});
after(() => stage.gateway.close());

const context = () => ({
  deployment: DEPLOYMENT,
  database: stage.gateway.database,
  chain: stage.gateway.chain,
  now: () => stage.gateway.chain.time,
});
const today = (days = 0) => civilDateOf(stage.gateway.chain.time + days * DAY, "UTC");
const declaration = (datasetId: string, change: object = {}) => ({
  format: "symbolon-holder-declaration/1",
  chainId: DEPLOYMENT.chainId,
  datasetId,
  holderClass: "obliged",
  nationalExtension: null,
  identifiable: true,
  isDerived: false,
  derivedFrom: [],
  protectedColumns: [],
  openAccessUrl: null,
  reviewedOn: today(),
  ...change,
});
const declare = (datasetId: string, change: object = {}, account = HOLDER) =>
  stage.send(
    account,
    "PUT",
    `/ehds/datasets/${datasetId}`,
    "ehds-holder",
    datasetId,
    declaration(datasetId, change),
  );
const read = async (datasetId: string) =>
  (await (await fetch(`${stage.gateway.url}/ehds/datasets/${datasetId}`)).json()) as Record<string, unknown>;

describe("what holders declare", () => {
  it("is taken from the dataset's owner, in the EHDS lane, and of a review that was", async () => {
    isRefused(await declare("1", {}, STRANGER), 403, "E9002");
    isRefused(await declare("5", {}, STRANGER), 403, "E9002");
    isRefused(await declare("77"), 404, "E2007");
    isRefused(await declare("1", { datasetId: "2" }), 400, "E1006");
    isRefused(await declare("1", { reviewedOn: today(3) }), 400, "E1006");
    assert.equal((await fetch(`${stage.gateway.url}/ehds/datasets/1`)).status, 404);
    assert.equal((await declare("1")).status, 200);
    assert.equal((await read("1")).isInScope, true);
  });

  it("Art. 50(1): a micro-enterprise's dataset is asked for only where national law extends the duties", async () => {
    const data = [requested("SE", "3")];
    assert.equal((await declare("3", { holderClass: "micro-enterprise" })).status, 200);
    assert.equal((await read("3")).isInScope, false);
    isRefused(await stage.apply(application({ data })), 403, "E3012");
    isRefused(await stage.request(dataRequest({ data })), 403, "E3012");
    await declare("3", { holderClass: "micro-enterprise", nationalExtension: "Act 1/2029" });
    assert.equal((await read("3")).isInScope, true);
    assert.equal((await stage.apply(application({ data }))).status, 201);
  });

  it("Art. 51(3): a derived dataset without its sources is refused, with them it shows them", async () => {
    isRefused(await declare("1", { isDerived: true }), 400, "E1006");
    const derivedFrom = [{ dataset: "https://hub.example.org/dataset/2", permitId: "3" }];
    assert.equal((await declare("1", { isDerived: true, derivedFrom })).status, 200);
    const shown = (await read("1")).declaration as { derivedFrom: unknown };
    assert.deepEqual(shown.derivedFrom, derivedFrom);
  });

  it("Art. 52(2): nobody learns a count by a protected column before an application", async () => {
    const protectedColumns = [
      { column: "score", ground: "trade-secret", justification: "Our own weighting of symptoms" },
    ];
    assert.equal((await declare("2", { protectedColumns })).status, 200);
    const ask = (column: string) =>
      stage.send(APPLICANT, "POST", "/ehds/feasibility/2", "ehds-feasibility", "2", {
        format: "symbolon-feasibility/1",
        cohort: [{ column, in: ["a"] }],
      });
    isRefused(await ask("score"), 403, "E3012");
    assert.equal((await ask("stage")).status, 202);
    isRefused(
      await declare("2", { protectedColumns: [{ ...protectedColumns[0], justification: "" }] }),
      400,
      "E1006",
    );
  });

  it("Art. 60(3): the holder gets one notice before a year is over and one after it, and everybody sees the state", async () => {
    const { chain, database } = stage.gateway;
    const start = chain.time;
    await declare("4");
    const notices = () =>
      database.query<{ state: string; account: string }>(
        "SELECT state, account FROM gateway.review_reminder WHERE dataset_id = '4' ORDER BY made_at",
      );
    const stateOf = async () => ((await read("4")).review as { state: string }).state;
    try {
      await remindReviews(context());
      assert.deepEqual([await notices(), await stateOf()], [[], "reviewed"]);
      const account = HOLDER.address.toLowerCase();
      chain.time = start + 350 * DAY;
      await remindReviews(context());
      assert.equal((await remindReviews(context())).made, 0);
      assert.deepEqual([await notices(), await stateOf()], [[{ state: "due-soon", account }], "due-soon"]);
      chain.time = start + 367 * DAY;
      assert.ok((await remindReviews(context())).overdue > 0);
      assert.deepEqual(
        [(await notices()).map(({ state }) => state), await stateOf()],
        [["due-soon", "overdue"], "overdue"],
      );
      await declare("4");
      assert.equal(await stateOf(), "reviewed");
    } finally {
      chain.time = start;
    }
  });

  it("Art. 60(5), 71(8): only data that identify nobody are shown as open to everybody", async () => {
    const openAccessUrl = "https://open.example.org/4";
    isRefused(await declare("4", { openAccessUrl }), 400, "E1006");
    assert.equal((await declare("4", { openAccessUrl, identifiable: false })).status, 200);
    const { datasets } = (await (await fetch(`${stage.gateway.url}/ehds/datasets`)).json()) as {
      datasets: { datasetId: string; declaration: { openAccessUrl: string | null } }[];
    };
    assert.equal(
      datasets.find(({ datasetId }) => datasetId === "4")!.declaration.openAccessUrl,
      openAccessUrl,
    );
  });

  it("is of the present owner: a dataset that was sold has none until the new one declares", async () => {
    await declare("1");
    const sell = (owner: string) =>
      stage.gateway.database.query("UPDATE subgraph.dataset SET owner = $1 WHERE id = '1'", [
        owner.toLowerCase(),
      ]);
    await sell(STRANGER.address);
    assert.equal((await fetch(`${stage.gateway.url}/ehds/datasets/1`)).status, 404);
    await sell(HOLDER.address);
    assert.equal((await read("1")).datasetId, "1");
  });
});

describe("trusted holders", () => {
  const forwarded = { kind: "forwarded", datasetId: "3" };
  const submit = async (title: string) => {
    const data = [requested("SE", "3")];
    const hash = await stage.submit(application({ data, summary: { title, text: "How long?" } }));
    await stage.act(BODIES.SE, hash, "SE", { kind: "found-complete" });
    return hash;
  };

  it("Art. 72: only who the access body names is trusted, is sent applications, and bears the badge", async () => {
    await declare("3");
    const hash = await submit("Forwarded");
    isRefused(await stage.act(BODIES.SE, hash, "SE", forwarded), 409, "E3010");
    assert.deepEqual((await read("3")).trustedBy, []);
    const trusting = stage.accessBody("SE", { trustedHolders: [HOLDER.address.toLowerCase()] });
    const put = await stage.send(BODIES.SE, "PUT", "/ehds/access-bodies/SE", "access-body", "SE", trusting);
    assert.equal(put.status, 200, JSON.stringify(put.json));
    assert.deepEqual((await read("3")).trustedBy, ["SE"]);
    assert.equal((await stage.act(BODIES.SE, hash, "SE", forwarded)).status, 201);
    // The proposal decides nothing.
    const proposal = { kind: "proposal-made", approve: true, assessment: "All met" };
    assert.equal((await stage.act(HOLDER, hash, "SE", proposal)).status, 201);
    assert.equal((await stage.read(hash, "SE")).permit, null);
  });
});
