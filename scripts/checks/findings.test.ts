import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { findBrokenLinks } from "./findBrokenLinks.ts";
import { findEnvironmentReads } from "./findEnvironmentReads.ts";
import { findLongFiles } from "./findLongFiles.ts";
import { findMachinePaths } from "./findMachinePaths.ts";
import { findUnfinished } from "./findUnfinished.ts";
import { sourceFiles } from "./sourceFiles.ts";

const scratch = mkdtempSync(join(tmpdir(), "symbolon-findings-"));
after(() => rmSync(scratch, { recursive: true, force: true }));
let counter = 0;

/** A folder with the given files. */
function tree(files: Record<string, string>): string {
  counter += 1;
  const root = join(scratch, String(counter));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test("what nobody wrote is not looked at", async () => {
  const root = tree({
    "a.ts": "",
    "deep/er/b.ts": "",
    "node_modules/x/c.ts": "",
    "protocol/src/generated/d.ts": "",
    "subgraph/build/e.ts": "",
    "gateway/build/f.ts": "",
  });
  const all = await sourceFiles(root, (path) => path.endsWith(".ts"));
  assert.deepEqual(all, ["a.ts", "deep/er/b.ts", "gateway/build/f.ts"]);
});

describe("environment", () => {
  const READ = "export const port = process.env.PORT;\n";

  test("a read in a room's code is found, wherever it hides", async () => {
    const root = tree({
      "gateway/src/a.ts": READ,
      "cli/src/b.ts": 'process["env"]',
      "synth-worker/src/c.ts": 'import { env } from "node:process";\n',
      "dapp/src/d.tsx": "process?.env",
    });
    assert.deepEqual(
      (await findEnvironmentReads(root)).map((found) => found.split(":")[0]),
      ["cli/src/b.ts", "dapp/src/d.tsx", "gateway/src/a.ts", "synth-worker/src/c.ts"],
    );
  });

  test("environment.ts, tests, scripts and comments may name it", async () => {
    const root = tree({
      "gateway/src/environment.ts": READ,
      "gateway/src/ipfs/environment.ts": READ,
      "gateway/src/a.test.ts": READ,
      "scripts/b.ts": READ,
      "cli/src/c.ts": "// process.env is read in environment.ts\n/**\n * process.env\n */\n",
    });
    assert.deepEqual(await findEnvironmentReads(root), []);
  });
});

test("machine paths are found, web addresses and system programs are not", async () => {
  const machine = ["home/ada/x", "Users/ada/x", "tmp/run.log", "root/.npm"].map(
    (path) => `const p = "/${path}";`,
  );
  const root = tree({ "a.ts": machine.join("\n"), "b.md": `See \`/${"work"}/main\`.` });
  assert.deepEqual(
    (await findMachinePaths(root)).map((found) => found.slice(0, 6)),
    ["a.ts:1", "a.ts:2", "a.ts:3", "a.ts:4", "b.md:1"].map((place) => place.slice(0, 6)),
  );
  const fine = tree({
    "a.ts":
      'open("/usr/bin/chromium"); fetch("https://example.org/home/page/1"); import("../work/x.ts"); url("/orders/1");',
  });
  assert.deepEqual(await findMachinePaths(fine), []);
});

test("a source file above 500 lines is found, a generated one is not", async () => {
  const lines = (count: number) => "x\n".repeat(count);
  const root = tree({
    "a.ts": lines(500),
    "b.sol": lines(501),
    "c.json": lines(900),
    "protocol/src/generated/d.ts": lines(900),
  });
  assert.deepEqual(await findLongFiles(root), ["b.sol: 501 lines, at most 500"]);
});

test("marks of unfinished work are found, the word in a sentence is not", async () => {
  const mark = "TO" + "DO";
  const root = tree({ "a.ts": `// ${mark}: later\n`, "b.ts": "const todo = entry.todo;\n" });
  assert.deepEqual(await findUnfinished(root), [`a.ts:1: ${mark} in the source`]);
});

test("links to missing files and headings are found, code and web addresses are not followed", async () => {
  const root = tree({
    "README.md": [
      "[fine](docs/a.md) [heading](docs/a.md#who-talks-to-whom) [folder](docs) [web](https://example.org/x)",
      "[gone](docs/b.md) [no heading](docs/a.md#nobody) ![picture](docs/picture.png)",
      "`[code](nowhere.md)`",
      "```",
      "[fenced](nowhere.md)",
      "```",
      "[out](../secret.md) [here](#readme) [second](docs/a.md#who-talks-to-whom-1)",
      "# README",
    ].join("\n"),
    "docs/a.md": "# Who talks, to `whom`\n\n## Who talks to whom\n[up](../README.md)\n",
  });
  assert.deepEqual(await findBrokenLinks(root), [
    "README.md:2: docs/b.md is not there",
    "README.md:2: docs/a.md has no heading #nobody",
    "README.md:2: docs/picture.png is not there",
    "README.md:7: ../secret.md leads out of the repository",
  ]);
});
