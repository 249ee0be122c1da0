import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { tableFiles } from "./tableFiles.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-tables-"));
});
after(() => rm(folder, { recursive: true, force: true }));

for (const format of ["csv", "parquet"] as const)
  test(`${format}: no table has its name before all are complete`, async () => {
    const out = join(folder, format);
    const columns = [{ name: "a", sqlType: "INTEGER" }];
    const files = await tableFiles(
      out,
      [
        { name: "first", columns },
        { name: "second", columns },
      ],
      format,
    );
    await files.write("first", [[1]]);
    await files.write("second", [[2]]);
    assert.ok((await readdir(out)).every((name) => name.endsWith(".part")));
    await files.finish();
    assert.deepEqual((await readdir(out)).sort(), [`first.${format}`, `second.${format}`]);
  });

test("where one table cannot become Parquet, none of them is left", async () => {
  const out = join(folder, "failing");
  const columns = [{ name: "a", sqlType: "INTEGER" }];
  const files = await tableFiles(
    out,
    [
      { name: "first", columns },
      { name: "second", columns },
    ],
    "parquet",
  );
  await files.write("first", [[1]]);
  await files.write("second", [["no number"]]);
  await assert.rejects(files.finish());
  assert.deepEqual(await readdir(out), []);
});
