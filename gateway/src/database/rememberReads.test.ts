import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import type { Database } from "./Database.ts";
import { openPgliteDatabase } from "./openPgliteDatabase.ts";
import { rememberReads } from "./rememberReads.ts";
import { databaseBehaviour } from "./test-support/databaseBehaviour.ts";

describe("rememberReads", () => {
  databaseBehaviour(async () => rememberReads(await openPgliteDatabase(), Number.POSITIVE_INFINITY));

  let database: Database;
  before(async () => {
    database = await openPgliteDatabase();
    await database.execute("CREATE TABLE kept (id integer PRIMARY KEY, amount integer)");
  });
  after(() => database.close());

  /** A database whose reads are counted. */
  const counted = () => {
    const counts = { reads: 0 };
    const inner: Database = {
      ...database,
      query: (sql, params) => {
        counts.reads += 1;
        return database.query(sql, params);
      },
    };
    return { counts, inner };
  };

  it("gives what the database would give, whatever is read and written in whatever way", async () => {
    const step = fc.record({
      kind: fc.constantFrom("read", "insert", "transaction", "execute", "direct"),
      id: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const remembering = rememberReads(database, Number.POSITIVE_INFINITY);
        await database.execute("DELETE FROM kept");
        const bump =
          "INSERT INTO kept VALUES ($1, 1) ON CONFLICT (id) DO UPDATE SET amount = kept.amount + 1";
        for (const { kind, id } of steps) {
          if (kind === "insert") await remembering.query(bump, [id]);
          if (kind === "transaction") await remembering.transaction((sql) => sql.query(bump, [id]));
          if (kind === "direct") await remembering.direct.query(bump, [id]);
          if (kind === "execute") await remembering.execute(`DELETE FROM kept WHERE id = ${id}`);
          const read = "SELECT amount FROM kept WHERE id = $1";
          assert.deepEqual(await remembering.query(read, [id]), await database.query(read, [id]));
        }
      }),
      { numRuns: 25 },
    );
  });

  it("asks once for the same, also for readers at the same time, and again after a write of either kind", async () => {
    const { counts, inner } = counted();
    const remembering = rememberReads(inner, Number.POSITIVE_INFINITY);
    const read = () => remembering.query("SELECT 1 AS one");
    await Promise.all([read(), read(), read()]);
    await read();
    assert.equal(counts.reads, 1);
    await remembering.query("UPDATE kept SET amount = 0");
    await read();
    await remembering.direct.transaction((sql) => sql.query("UPDATE kept SET amount = 0"));
    await read();
    assert.equal(counts.reads, 4);
  });

  it("keeps nothing that was read before a write and arrived after it", async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let slow = true;
    const inner: Database = {
      ...database,
      query: async (sql, params) => {
        const rows = await database.query(sql, params);
        if (slow && sql.startsWith("SELECT")) {
          slow = false;
          await gate;
        }
        return rows as never;
      },
    };
    const remembering = rememberReads(inner, Number.POSITIVE_INFINITY);
    await database.execute("DELETE FROM kept");
    const early = remembering.query("SELECT count(*) AS n FROM kept");
    await remembering.query("INSERT INTO kept VALUES (7, 7)");
    release();
    assert.deepEqual(await early, [{ n: 0 }]);
    assert.deepEqual(await remembering.query("SELECT count(*) AS n FROM kept"), [{ n: 1 }]);
  });

  it("does not remember a failure, nor what depends on more than the rows", async () => {
    const { counts, inner } = counted();
    const remembering = rememberReads(inner, Number.POSITIVE_INFINITY);
    for (let i = 0; i < 2; i++) await assert.rejects(remembering.query("SELECT 1 / 0"), /division/);
    for (let i = 0; i < 2; i++) await remembering.query("SELECT now()");
    assert.equal(counts.reads, 4);
  });

  it("gives another list each time, so that a caller who sorts it harms nobody", async () => {
    const remembering = rememberReads(database, Number.POSITIVE_INFINITY);
    const sql = "SELECT n FROM generate_series(1, 3) AS s(n)";
    (await remembering.query(sql)).reverse();
    assert.deepEqual(await remembering.query(sql), [{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  it("remembers nothing of direct reads", async () => {
    const { counts, inner } = counted();
    const { direct } = rememberReads(inner, Number.POSITIVE_INFINITY);
    for (let i = 0; i < 3; i++) await direct.query("SELECT 1 AS one");
    assert.equal(counts.reads, 3);
  });

  it("reads again when its time is over", async () => {
    const { counts, inner } = counted();
    const remembering = rememberReads(inner, 0);
    for (let i = 0; i < 3; i++) await remembering.query("SELECT 1 AS one");
    assert.equal(counts.reads, 3);
  });
});
