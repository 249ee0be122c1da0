import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { machine } from "./machine.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const names = readdirSync(new URL("./benchmarks/", import.meta.url))
  .filter((file) => /^\w+\.ts$/.test(file))
  .map((file) => file.replace(".ts", ""));

test("no name, an unknown name and --help list every benchmark", () => {
  for (const [args, status] of [
    [[], 2],
    [["nosuch", "--json"], 2],
    [["--help"], 0],
  ] as const) {
    const answer = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8" });
    assert.equal(answer.status, status);
    for (const name of names) assert.match(answer.stdout, new RegExp(`^  ${name} +\\S`, "m"));
  }
});

test("wrong options of a benchmark end with a message and code 1, before anything is measured", () => {
  for (const args of [
    ["demo", "--runs", "0"],
    ["demo", "--speed"],
    ["publish", "--datasets", "0"],
  ]) {
    const answer = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8" });
    assert.equal(answer.status, 1);
    assert.notEqual(answer.stderr.trim(), "");
  }
});

test("the machine is named with its cores, Node and load", () => {
  const here = machine();
  assert.ok(here.cores >= 1 && here.memoryGiB >= 0 && here.load1 >= 0);
  assert.equal(here.node, process.version);
});
