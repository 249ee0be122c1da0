import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openRunFolder } from "./runFolder.ts";

const home = mkdtempSync(join(tmpdir(), "symbolon-run-"));
after(() => rmSync(home, { recursive: true, force: true }));

/** Above the largest pid Linux gives out (4,194,304), so no process has it. */
const DEAD_PID = "4194305";

test("a folder whose run was killed is cleared and reported as recovered", () => {
  mkdirSync(join(home, "dead"));
  writeFileSync(join(home, "dead", "pid"), DEAD_PID);
  writeFileSync(join(home, "dead", "old"), "state");
  const folder = openRunFolder(home, "dead");
  assert.equal(folder.recovered, true);
  assert.equal(existsSync(join(folder.path, "old")), false);
});

test("a folder of a living run is left alone", () => {
  mkdirSync(join(home, "alive"));
  writeFileSync(join(home, "alive", "pid"), String(process.pid));
  writeFileSync(join(home, "alive", "state"), "kept");
  const folder = openRunFolder(home, "alive");
  assert.equal(folder.path, join(home, "alive-2"));
  assert.equal(existsSync(join(home, "alive", "state")), true);
});

test("closing removes the folder, or keeps it for reading", () => {
  const gone = openRunFolder(home, "gone");
  gone.close(false);
  assert.equal(existsSync(gone.path), false);
  const kept = openRunFolder(home, "kept");
  kept.close(true);
  assert.equal(existsSync(join(kept.path, "logs")), true);
  assert.equal(openRunFolder(home, "kept").recovered, false);
});
