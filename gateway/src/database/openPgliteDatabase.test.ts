import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Database } from "./Database.ts";
import { openPgliteDatabase } from "./openPgliteDatabase.ts";

describe("openPgliteDatabase", () => {
  let database: Database;
  before(async () => {
    database = await openPgliteDatabase();
    await database.execute("CREATE TABLE thing (id text PRIMARY KEY, amount numeric)");
  });
  after(() => database.close());

  it("returns the documented JavaScript form of every type", async () => {
    const [row] =
      await database.query(`SELECT 'a'::text AS t, true AS b, 7::integer AS i, 9007199254740991::bigint AS l,
      115792089237316195423570985008687907853269984665640564039457584007913129639935::numeric AS n,
      ARRAY['x','y,"z']::text[] AS ts, ARRAY[1,2]::bigint[] AS ls,
      ARRAY[340282366920938463463374607431768211455]::numeric[] AS ns, ARRAY[]::numeric[] AS none,
      '{"k":[1]}'::jsonb AS j, NULL::numeric AS missing`);
    assert.deepEqual(row, {
      t: "a",
      b: true,
      i: 7,
      l: Number.MAX_SAFE_INTEGER,
      n: "115792089237316195423570985008687907853269984665640564039457584007913129639935",
      ts: ["x", 'y,"z'],
      ls: [1, 2],
      ns: ["340282366920938463463374607431768211455"],
      none: [],
      j: { k: [1] },
      missing: null,
    });
  });

  it("refuses a bigint that a number cannot hold", async () => {
    await assert.rejects(database.query("SELECT 9007199254740993::bigint AS l"), RangeError);
  });

  it("keeps a transaction that resolves and drops one that rejects", async () => {
    await database.transaction((t) => t.query("INSERT INTO thing VALUES ($1, $2)", ["kept", "5"]));
    await assert.rejects(
      database.transaction(async (t) => {
        await t.query("INSERT INTO thing VALUES ($1, $2)", ["dropped", "6"]);
        throw new Error("no");
      }),
      /no/,
    );
    assert.deepEqual(await database.query("SELECT id, amount FROM thing"), [{ id: "kept", amount: "5" }]);
  });

  it("finds its data again in the same folder", async () => {
    const folder = await mkdtemp(join(tmpdir(), "symbolon-pglite-"));
    try {
      const first = await openPgliteDatabase(folder);
      await first.execute("CREATE TABLE kept (n bigint); INSERT INTO kept VALUES (3)");
      await first.close();
      const second = await openPgliteDatabase(folder);
      assert.deepEqual(await second.query("SELECT n FROM kept"), [{ n: 3 }]);
      await second.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
