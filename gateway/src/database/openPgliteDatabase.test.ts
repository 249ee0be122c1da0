import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { openPgliteDatabase } from "./openPgliteDatabase.ts";
import { databaseBehaviour } from "./test-support/databaseBehaviour.ts";

describe("openPgliteDatabase", () => {
  databaseBehaviour(() => openPgliteDatabase());

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
