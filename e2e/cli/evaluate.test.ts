import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { canonicalJson, digestOfDocument, EvaluationReport } from "@symbolon/protocol";

const MAIN = fileURLToPath(new URL("../../cli/src/main.ts", import.meta.url));
const COHORT = fileURLToPath(new URL("../../examples/breast/rotterdam.csv", import.meta.url));
const SURVIVAL = ["--survival", "dtime,death", "--target", "death"];
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-cli-evaluate-"));
  const [header, ...records] = (await readFile(COHORT, "utf8")).trimEnd().split("\n");
  // Without the identifier, which is the first column; every third record to another file.
  const part = (which: number) =>
    [header, ...records.filter((_, row) => row % 3 === which)]
      .map((line) => line!.slice(line!.indexOf(",") + 1))
      .join("\n");
  await writeFile(join(folder, "real.csv"), part(1));
  await writeFile(join(folder, "held.csv"), part(0));
  await writeFile(join(folder, "fresh.csv"), part(2));
});
after(() => rm(folder, { recursive: true }));

/** Runs the command with an empty environment: it needs no chain, gateway, key or variable. */
function evaluate(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, "evaluate", ...args], { cwd: folder, env: {} }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

test("records of the same kind pass; the report is one file that needs nothing else, and comes out the same again", async () => {
  const args = ["real.csv", "fresh.csv", "--holdout", "held.csv", ...SURVIVAL];
  const first = await evaluate(...args, "-o", "a.html", "--report", "a.json");
  assert.equal(first.code, 0, first.out + first.err);
  assert.match(first.out, /No attack that was tried/);
  const html = await readFile(join(folder, "a.html"), "utf8");
  assert.doesNotMatch(html, /<script|src=|@import|url\(/i);
  const json = await readFile(join(folder, "a.json"), "utf8");
  const report = EvaluationReport.parse(JSON.parse(json));
  assert.equal(canonicalJson(report), json);
  assert.ok(first.out.includes(digestOfDocument(report)));
  assert.equal(report.utility.survival.length, 1);
  await evaluate(...args, "-o", "b.html", "--report", "b.json");
  assert.equal(await readFile(join(folder, "b.html"), "utf8"), html);
  assert.equal(await readFile(join(folder, "b.json"), "utf8"), json);
});

test("a copy does not pass, and says why", async () => {
  const { code, out } = await evaluate("real.csv", "real.csv", "--holdout", "held.csv", "--json", "--quiet");
  assert.equal(code, 1);
  const verdict = JSON.parse(out) as {
    passed: boolean;
    words: string;
    checks: { id: string; passed: boolean }[];
  };
  assert.equal(verdict.passed, false);
  assert.match(verdict.words, /Do not hand this file out/);
  assert.ok(verdict.checks.some(({ id, passed }) => id === "membership" && !passed));
});

test("without held-out records nothing passes; coarse figures carry no exact number of records", async () => {
  const { code, out } = await evaluate("real.csv", "fresh.csv", "--rounded", "--report", "c.json", "--quiet");
  assert.equal(code, 1);
  assert.match(out, /could not be judged/);
  const report = EvaluationReport.parse(JSON.parse(await readFile(join(folder, "c.json"), "utf8")));
  assert.equal(report.disclosure, "rounded");
  assert.equal(report.training.rows % 10, 0);
});

test("a private file is judged with its proof, and class and proof belong together", async () => {
  const args = ["real.csv", "fresh.csv", "--holdout", "held.csv", "--quiet"];
  const { code, out } = await evaluate(...args, "--epsilon", "1", "--delta", "1e-6", "--report", "d.json");
  assert.equal(code, 0, out);
  const { privacy, releaseClass } = EvaluationReport.parse(
    JSON.parse(await readFile(join(folder, "d.json"), "utf8")),
  );
  assert.equal(releaseClass, "private");
  assert.ok(privacy.proof!.mu > 0.2 && privacy.proof!.mu < 0.3);
  assert.equal((await evaluate(...args, "--class", "private")).code, 1);
  assert.match((await evaluate(...args, "--class", "private")).err, /E1006/);
  assert.match((await evaluate(...args, "--survival", "nothing,death")).err, /E1001/);
});
