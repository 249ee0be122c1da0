import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Database } from "../Database.ts";

/** What every Database does, as tests; `open` gives one whose schema public may be written. */
export function databaseBehaviour(open: () => Promise<Database>): void {
  let database: Database;
  before(async () => {
    database = await open();
    await database.execute(
      "DROP TABLE IF EXISTS thing; CREATE TABLE thing (id text PRIMARY KEY, amount numeric)",
    );
  });
  after(async () => {
    await database.execute("DROP TABLE thing");
    await database.close();
  });

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

  it("executes all statements of a batch or none", async () => {
    await assert.rejects(database.execute("CREATE TABLE half (id text); SELECT 1 / 0;"), /division by zero/);
    const [row] = await database.query("SELECT to_regclass('half') AS half");
    assert.deepEqual(row, { half: null });
  });
}
