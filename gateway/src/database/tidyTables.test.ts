import assert from "node:assert/strict";
import { test } from "node:test";
import { openPgliteDatabase } from "./openPgliteDatabase.ts";
import { tidyTables } from "./tidyTables.ts";

test("counts and cleans the tables of the three schemas, whatever they are called, and no other", async () => {
  const database = await openPgliteDatabase();
  try {
    await database.execute(
      `CREATE SCHEMA subgraph; CREATE TABLE subgraph."order" (id integer); CREATE TABLE other (id integer);
       INSERT INTO subgraph."order" SELECT generate_series(1, 500); INSERT INTO other SELECT generate_series(1, 500);
       DELETE FROM subgraph."order" WHERE id > 400`,
    );
    await tidyTables(database);
    const estimates = await database.query(
      "SELECT relname AS name, reltuples::integer AS rows FROM pg_class WHERE relname IN ('order', 'other') ORDER BY 1",
    );
    assert.deepEqual(estimates, [
      { name: "order", rows: 400 },
      { name: "other", rows: -1 },
    ]);
  } finally {
    await database.close();
  }
});
