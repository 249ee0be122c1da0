import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Wallet } from "ethers";
import { openPostgresDatabase } from "../database/openPostgresDatabase.ts";
import { loadTestSubgraph } from "../indexer/test-support/openFollower.ts";
import { SyntheticChain, type SyntheticEvent } from "../indexer/test-support/SyntheticChain.ts";
import { datasetPublished, orderPlaced } from "../indexer/test-support/sampleEvents.ts";
import { testDeployment } from "../indexer/test-support/testDeployment.ts";
import { startIpfsNode } from "../ipfs/startIpfsNode.ts";
import { type HubProcess, hubProcess } from "./test-support/hubProcess.ts";
import { serveChain } from "./test-support/serveChain.ts";
import { startPostgres, type TestPostgres, withoutPostgres } from "./test-support/startPostgres.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const BUYER = new Wallet(`0x${"b2".repeat(32)}`);
/** What both are reached by, through whatever is before them. */
const HUB = "https://hub.example";
const TOKEN = "a-token-for-the-tests";
const PATIENCE_MS = 300_000;

const listing = (id: bigint): SyntheticEvent[] => [
  ["consentRegistry", "ConsentRootAnchored", [id, `0x${"c0".repeat(32)}`]],
  ["privacyLedger", "BudgetOpened", [id, 1000n, 1000n]],
  datasetPublished(id),
];
const OPERATIONS = [
  "{ catalogueSearch(first: 10) { totalCount endCursor nodes { id priceWei budget { availableMicro } } facets { price { value count } lane { value count } certificate { value count } } } }",
  "{ datasets(first: 10) { totalCount nodes { id title status } } orders(first: 10) { id status rows } stats { datasets orders escrowedWei } }",
];

describe("two gateway processes on one PostgreSQL", { skip: withoutPostgres }, () => {
  const chain = new SyntheticChain();
  const closers: (() => Promise<unknown>)[] = [];
  const gateways: HubProcess[] = [];
  let server: TestPostgres;

  before(async () => {
    await loadTestSubgraph();
    const folder = await mkdtemp(join(tmpdir(), "symbolon-two-"));
    closers.push(() => rm(folder, { recursive: true }));
    server = await startPostgres();
    closers.push(() => server.stop());
    chain.mine(listing(1n), [orderPlaced(1n, [1n])]);
    const served = await serveChain(chain);
    closers.push(() => served.close());
    const ipfs = await startIpfsNode({
      folder: join(folder, "ipfs"),
      apiToken: TOKEN,
      host: "127.0.0.1",
      port: 0,
      maxUploadBytes: 1_000_000,
      onError: (error) => {
        throw error;
      },
    });
    closers.push(() => ipfs.close());
    const deployment = join(folder, "deployment.json");
    await writeFile(deployment, JSON.stringify(testDeployment));
    const env = {
      SYMBOLON_DEPLOYMENT: deployment,
      RPC_URL: served.url,
      DATABASE_URL: server.url,
      DATA_DIR: join(folder, "data"),
      IPFS_API_URL: ipfs.url,
      IPFS_API_TOKEN: TOKEN,
      PUBLIC_URL: HUB,
      PORT: "0",
      POLL_MS: "50",
      GRAPHQL_ANSWER_LIFE_MS: "100",
    };
    gateways.push(...(await Promise.all([hubProcess([], env, MAIN), hubProcess([], env, MAIN)])));
    for (const { told, log } of gateways) assert.equal(told.ready, true, log());
  });
  after(async () => {
    for (const { child } of gateways) child.kill("SIGKILL");
    await Promise.all(gateways.map(({ exited }) => exited));
    for (const close of closers.reverse()) await close();
  });

  const urlOf = (index: number) => gateways[index]!.told.url!;
  const ask = async (index: number, query: string) => {
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    };
    return (await (await fetch(`${urlOf(index)}/graphql`, init)).json()) as {
      data?: unknown;
      errors?: unknown;
    };
  };
  const session = (index: number, init: RequestInit = {}) => fetch(`${urlOf(index)}/session`, init);
  async function eventually(holds: () => Promise<boolean>, what: string): Promise<void> {
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await pause(50))
      if (await holds()) return;
    assert.fail(`${what}: ${gateways.map(({ log }) => log()).join("\n")}`);
  }
  /** Both show so many listed datasets. */
  const show = (count: number, indexes: readonly number[]) =>
    eventually(
      async () => {
        const answers = await Promise.all(
          indexes.map((index) => ask(index, "{ catalogueSearch(first: 0) { totalCount } }")),
        );
        return answers.every(({ data }) => JSON.stringify(data).includes(`"totalCount":${count}`));
      },
      `${count} datasets at ${indexes.join(" and ")}`,
    );

  it("gives the same answers, before and after a block that one of them indexed", async () => {
    for (const count of [1, 2]) {
      if (count > 1) chain.mine(listing(BigInt(count)));
      await show(count, [0, 1]);
      for (const operation of OPERATIONS) {
        const [first, second] = await Promise.all([ask(0, operation), ask(1, operation)]);
        assert.equal(first.errors, undefined);
        assert.deepEqual(first, second);
      }
    }
  });

  it("lets people sign in at either with a nonce of the other, once, and knows and ends their session at both", async () => {
    const issued = await fetch(`${urlOf(0)}/session/nonce`);
    const { nonce, domain, uri, chainId } = (await issued.json()) as Record<string, string>;
    const message =
      `${domain} wants you to sign in with your Ethereum account:\n${BUYER.address}\n\nSign in.\n\nURI: ${uri}\n` +
      `Version: 1\nChain ID: ${chainId}\nNonce: ${nonce}\nIssued At: ${new Date().toISOString()}`;
    const body = JSON.stringify({ message, signature: await BUYER.signMessage(message) });
    const opened = await session(1, { method: "POST", headers: { origin: HUB }, body });
    assert.equal(opened.status, 201, await opened.clone().text());
    assert.equal((await session(0, { method: "POST", headers: { origin: HUB }, body })).status, 401);
    const headers = { cookie: opened.headers.get("set-cookie")!.split(";")[0]!, origin: HUB };
    for (const index of [0, 1]) {
      const own = (await (await session(index, { headers })).json()) as { account: string };
      assert.equal(own.account, BUYER.address.toLowerCase());
    }
    assert.equal((await session(0, { method: "DELETE", headers })).status, 204);
    assert.equal((await session(1, { headers })).status, 401);
  });

  it("does recurring work once between them", async () => {
    const database = await openPostgresDatabase(server.url);
    try {
      const done = () =>
        database.query<{ key: string; attempts: number; error_code: string | null }>(
          "SELECT key, attempts, error_code FROM gateway.task WHERE kind = 'permit-reminders' AND status = 'done'",
        );
      await eventually(async () => (await done()).length > 0, "the hour's reminders");
      const rows = await done();
      // An hour may begin while the test runs.
      assert.ok(rows.length <= 2);
      assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
      // A look before the index is up fails, leaves its error and comes again; a second attempt without one would be work done twice.
      for (const { attempts, error_code } of rows) assert.ok(attempts === 1 || error_code !== null);
    } finally {
      await database.close();
    }
  });

  it("goes on with either when the other is stopped, which ends what it has under way", async () => {
    const [first] = gateways;
    first!.child.kill("SIGTERM");
    assert.deepEqual(await first!.exited, [0, null], first!.log());
    chain.mine(listing(3n));
    await show(3, [1]);
  });
});
