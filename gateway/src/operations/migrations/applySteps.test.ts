import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Database } from "../../database/Database.ts";
import { openPgliteDatabase } from "../../database/openPgliteDatabase.ts";
import { openPostgresDatabase } from "../../database/openPostgresDatabase.ts";
import { migrate } from "../../server/migrate.ts";
import { startPostgres, type TestPostgres, withoutPostgres } from "../test-support/startPostgres.ts";
import { applySteps } from "./applySteps.ts";

const first = { name: "first", sql: "CREATE TABLE IF NOT EXISTS gateway.first (n integer)" };
const grown = {
  name: "first",
  sql: `${first.sql}; ALTER TABLE gateway.first ADD COLUMN IF NOT EXISTS m text`,
};

describe("applySteps", () => {
  let database: Database;
  before(async () => {
    database = await openPgliteDatabase();
  });
  after(() => database.close());
  beforeEach(() => database.execute("DROP SCHEMA IF EXISTS gateway CASCADE"));

  it("runs a step once, and again when its text has grown, keeping what is there", async () => {
    assert.deepEqual(await applySteps(database, [first]), ["first"]);
    await database.query("INSERT INTO gateway.first VALUES (1)");
    assert.deepEqual(await applySteps(database, [first]), []);
    assert.deepEqual(await applySteps(database, [grown]), ["first"]);
    assert.deepEqual(await database.query("SELECT n, m FROM gateway.first"), [{ n: 1, m: null }]);
  });

  it("does not note a step that failed, and nothing of it stays", async () => {
    const broken = { name: "broken", sql: "CREATE TABLE gateway.half (n integer); SELECT 1 / 0" };
    await assert.rejects(applySteps(database, [first, broken]), /division by zero/);
    const [row] = await database.query("SELECT to_regclass('gateway.half') AS half");
    assert.deepEqual(row, { half: null });
    assert.deepEqual(await applySteps(database, [first, { ...broken, sql: "SELECT 1" }]), ["broken"]);
  });

  it("refuses a database of a newer version with E8009 and leaves it alone", async () => {
    await applySteps(database, [first, { name: "second", sql: "SELECT 1" }]);
    await assert.rejects(applySteps(database, [grown]), { code: "E8009" });
    await assert.rejects(database.query("SELECT m FROM gateway.first"));
  });
});

describe("migrate on PostgreSQL", { skip: withoutPostgres }, () => {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());

  it("lets replicas start together on an empty database", async () => {
    const replicas = await Promise.all(Array.from({ length: 4 }, () => openPostgresDatabase(server.url)));
    await Promise.all(replicas.map(migrate));
    const [row] = await replicas[0]!.query(
      "SELECT count(DISTINCT name) = count(*) AS once FROM gateway.migration",
    );
    assert.deepEqual(row, { once: true });
    await Promise.all(replicas.map((replica) => replica.close()));
  });
});
