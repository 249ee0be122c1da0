import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { repositoryRoot } from "../repositoryRoot.ts";
import { chooseStages } from "./chooseStages.ts";
import { stages } from "./stages.ts";

const names = (profile: "default" | "ci" | "full", only?: string) =>
  chooseStages(stages, profile, only).map(({ name }) => name);

test("the full profile runs the mutation tests, after everything else", () => {
  assert.deepEqual(names("full"), ["unit", "contracts", "e2e", "mutation"]);
});

test("the other profiles leave them out", () => {
  assert.deepEqual(names("default"), ["unit", "contracts", "e2e"]);
  assert.deepEqual(names("ci"), ["unit", "contracts", "e2e"]);
});

test("a stage may be asked for alone, if the profile has it", () => {
  assert.deepEqual(names("full", "mutation"), ["mutation"]);
  assert.deepEqual(names("default", "contracts"), ["contracts"]);
  assert.deepEqual(names("default", "mutation"), []);
  assert.deepEqual(names("full", "nothing"), []);
});

test("narrowed to some files, the mutation stage has nothing to do", async () => {
  const [mutation] = chooseStages(stages, "full", "mutation");
  assert.deepEqual(await mutation?.run("some.test.ts"), { passed: 0, failed: 0, skipped: 0 });
});

test("npm test reads the profile from TEST_PROFILE, and refuses one it does not know", () => {
  const run = (TEST_PROFILE: string, ...args: string[]) =>
    spawnSync(process.execPath, ["scripts/test.ts", ...args], {
      cwd: repositoryRoot,
      encoding: "utf8",
      env: { ...process.env, TEST_PROFILE },
    });
  const refused = run("default", "--only", "mutation");
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /TEST_PROFILE=full/);
  const nothing = run("full", "--only", "mutation", "--file", "some.test.ts");
  assert.match(nothing.stdout, /^\nmutation: /);
  assert.match(nothing.stderr, /no test ran/);
  assert.notEqual(run("fast", "--only", "mutation").status, 0);
});
