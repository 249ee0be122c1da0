import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { canonicalJson, type Hex } from "@symbolon/protocol";
import type { Database } from "../../../database/Database.ts";
import { openTestDatabase } from "../../../test-support/openTestDatabase.ts";
import { keyReleaseStorage } from "./keyReleaseStorage.ts";
import { takeOverReleases } from "./takeOverReleases.ts";

const CHAIN = 31_337;
const LEAD: Hex = `0x${"1e".repeat(20)}`;
const release = (orderId: string) => ({
  orderId,
  cid: "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy",
  ciphertextHash: `0x${"cd".repeat(32)}` as Hex,
  wrappedKey: `0x${"ab".repeat(80)}` as Hex,
  fileName: `order-${orderId}.csv`,
});

/** The table as the first version made it. */
async function makeOldTable(database: Database, bodies: readonly string[]): Promise<void> {
  await database.execute(`CREATE TABLE gateway.key_release
    (order_id numeric PRIMARY KEY, lead text NOT NULL, body text NOT NULL, received_at bigint NOT NULL)`);
  for (const [index, body] of bodies.entries())
    await database.query("INSERT INTO gateway.key_release VALUES ($1::numeric, $2, $3, 5)", [
      index + 1,
      LEAD,
      body,
    ]);
}

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

test("releases of the first version are sealed, logged and released as before, and their table is gone", async () => {
  assert.equal(await takeOverReleases(database, CHAIN, 1_000), 0);
  await makeOldTable(database, [canonicalJson(release("1")), canonicalJson(release("2"))]);
  const counts = await Promise.all([0, 1].map(() => takeOverReleases(database, CHAIN, 1_000)));
  assert.deepEqual(counts.sort(), [0, 2]);
  const releases = keyReleaseStorage(database, CHAIN);
  assert.deepEqual(await releases.get(2n), release("2"));
  // What a lead sends again is what is there.
  assert.equal(await releases.put(release("1"), LEAD, 1_001), "same");
  const log = await releases.log.details();
  assert.deepEqual(
    log.map(({ act, orderId, at }) => [act, orderId, at]),
    [
      ["handed-over", "1", 1_000],
      ["handed-over", "2", 1_000],
    ],
  );
  const clear = await database.query(
    "SELECT sealed FROM gateway.order_release WHERE sealed LIKE '%abababab%'",
  );
  assert.equal(clear.length, 0);
});

test("a row that is no release stops it, and the old table stays as it was", async () => {
  await makeOldTable(database, [canonicalJson(release("1")), canonicalJson(release("2")), '{"orderId":"3"}']);
  await assert.rejects(takeOverReleases(database, CHAIN, 2_000), { code: "E1006" });
  const [row] = await database.query("SELECT count(*) AS n FROM gateway.key_release");
  assert.deepEqual(row, { n: 3 });
  await database.execute("DROP TABLE gateway.key_release");
});
