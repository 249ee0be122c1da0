import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { documentStorage } from "../../../catalogue/documentStorage.ts";
import { searchableSummary } from "../../../catalogue/searchableSummary.ts";
import type { Database } from "../../../database/Database.ts";
import { openPgliteDatabase } from "../../../database/openPgliteDatabase.ts";
import { rememberReads } from "../../../database/rememberReads.ts";
import type { Subgraph } from "../../../indexer/manifest/loadSubgraph.ts";
import { resetTables } from "../../../indexer/store/blockTables.ts";
import { followToHead, loadTestSubgraph, openFollower } from "../../../indexer/test-support/openFollower.ts";
import { randomTransactions, seededRandom } from "../../../indexer/test-support/randomEvents.ts";
import { SyntheticChain, type SyntheticEvent } from "../../../indexer/test-support/SyntheticChain.ts";
import { datasetPublished } from "../../../indexer/test-support/sampleEvents.ts";
import { catalogueEntry } from "../../../test-support/testDocuments.ts";
import { migrate } from "../../migrate.ts";
import type { CatalogueView } from "./catalogueView.ts";
import { type CatalogueViews, catalogueViews } from "./catalogueViews.ts";

let subgraph: Subgraph;
let opened: Database;
before(async () => {
  opened = await openPgliteDatabase();
  await migrate(opened);
  subgraph = await loadTestSubgraph();
});
after(() => opened.close());
beforeEach(async () => {
  await resetTables(opened, subgraph.schema, subgraph.fingerprint, 0);
  await opened.execute("DELETE FROM gateway.catalogue; DELETE FROM gateway.catalogue_value");
});

/** Digests that the sample and the random events name. */
const DIGESTS = ["11".repeat(32), `${"e".repeat(62)}0b`].map((hex) => `0x${hex}` as const);
const WORDS = ["kidney", "lung"];

/** Everything that a view says without a question, and for one. */
function told(view: CatalogueView) {
  return [{}, { text: "kid" }, { certificate: ["private", "statistics"] }].map((filter) => {
    const found = view.find(filter);
    const page = found.page("RELEVANCE", 200, null).map(({ row, budget, cursor }) => [row, budget, cursor]);
    return [found.count, page, found.facets()];
  });
}
/** What somebody who reads everything now says. */
const asNow = async (database: Database) => told(await catalogueViews(database).current());

function certified(order: bigint, releaseClass: bigint, passed: boolean): SyntheticEvent {
  const certificate = {
    certificateDigest: `0x${"ce".repeat(32)}`,
    passed,
    releaseClass,
    tvd1Bps: 1n,
    tvd2Bps: 2n,
    membershipAucBps: 5_000n,
  };
  return ["jobRegistry", "JobCertified", [order, `0x${"c4".repeat(20)}`, certificate, passed]];
}

test("replicas that look now and then equal who reads everything, over random histories, reorganisations and entries", async () => {
  const random = seededRandom(20_261_129);
  const chain = new SyntheticChain();
  const follower = await openFollower(opened, subgraph, chain, { keepBlocks: 12 });
  const storage = documentStorage(opened);
  const mine = (blocks: number) => {
    for (let n = 0; n < blocks; n++) {
      const dataset = BigInt(1 + random(3));
      const own: readonly SyntheticEvent[] = [
        ["datasetRegistry", "DatasetStatusChanged", [dataset, BigInt(1 + random(2))]],
        certified(dataset, BigInt(1 + random(3)), random(3) > 0),
        datasetPublished(dataset + BigInt(random(9))),
      ];
      chain.mine(...randomTransactions(random), [own[random(3)]!]);
    }
  };
  const replicas: CatalogueViews[] = [catalogueViews(opened), catalogueViews(opened)];
  const seen = new Set<string>();
  for (let round = 0; round < 24; round++) {
    const depth = Math.min(random(10), Math.max(0, chain.head - 1));
    if (round > 5 && random(3) === 0) chain.drop(depth);
    mine(1 + random(6));
    await followToHead(follower);
    if (random(3) === 0) {
      const entry = catalogueEntry({ title: `${WORDS[random(2)]} ${random(5)}`, records: random(5000) });
      await storage.resummarise(DIGESTS[random(2)]!, searchableSummary(entry));
    }
    const now = await asNow(opened);
    seen.add(JSON.stringify(now));
    for (const replica of replicas)
      if (random(2) === 0) assert.deepEqual(told(await replica.current()), now, `round ${round}`);
  }
  assert.ok(seen.size > 10, `${seen.size} different catalogues`);
});

test("a view is read once and kept while nothing moves; blocks without a listing change nothing", async () => {
  const chain = new SyntheticChain();
  chain.mine([datasetPublished(1n)]);
  const follower = await openFollower(opened, subgraph, chain);
  await followToHead(follower);
  let reads = 0;
  const counted: Database = {
    ...opened,
    query: (sql, params) => opened.query(sql, params),
    transaction: (work) => {
      reads += 1;
      return opened.transaction(work);
    },
  };
  const views = catalogueViews(counted);
  const [first, second] = await Promise.all([views.current(), views.current()]);
  assert.equal(first, second);
  assert.equal(await views.current(), first);
  assert.equal(reads, 1);
  chain.mine([]);
  await followToHead(follower);
  assert.equal(await views.current(), first);
  assert.equal(reads, 2);
  chain.mine([datasetPublished(2n)]);
  await followToHead(follower);
  const moved = await views.current();
  assert.deepEqual([first.find({}).count, moved.find({}).count], [1, 2]);
});

test("what another process wrote is seen when remembered reads end, by one more reading", async () => {
  const chain = new SyntheticChain();
  chain.mine([datasetPublished(1n)]);
  const follower = await openFollower(opened, subgraph, chain);
  await followToHead(follower);
  const shared = rememberReads(opened, 60_000);
  const views = catalogueViews(shared);
  for (let look = 0; look < 2; look++) assert.equal((await views.current()).find({}).count, 1);
  chain.mine([datasetPublished(2n)]);
  await followToHead(follower);
  assert.equal((await views.current()).find({}).count, 1);
  // Any write of this process ends what it remembers.
  await shared.execute("SELECT 1");
  assert.equal((await views.current()).find({}).count, 2);
});

test("a failed reading is an error of those who waited for it, and the next one tries again", async () => {
  let isDown = true;
  const views = catalogueViews({
    ...opened,
    query: (sql, params) => opened.query(sql, params),
    transaction: (work) => (isDown ? Promise.reject(new Error("down")) : opened.transaction(work)),
  });
  await assert.rejects(views.current(), /down/);
  isDown = false;
  assert.equal((await views.current()).find({}).count, 0);
});
