import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, run, test } from "node:test";
import type { TestEvent } from "node:test/reporters";
import lineReporter from "./lineReporter.ts";
import { addTotals } from "./totals.ts";
import totalsReporter from "./totalsReporter.ts";

const scratch = mkdtempSync(join(tmpdir(), "symbolon-reporters-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

const MIXED = `import { describe, test } from "node:test";
console.log("said by the file");
test("passes", () => {});
test("is skipped", { skip: "no browser here" }, () => {});
describe("suite", () => {
  test("fails", () => { throw new Error("because"); });
  test("passes too", () => {});
});`;

/** Events of a real run over the given files. */
async function eventsOf(files: Record<string, string>): Promise<TestEvent[]> {
  const paths = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(scratch, name), text);
    return join(scratch, name);
  });
  // The runner marks its children; without this the inner run would believe it is one of them.
  delete process.env.NODE_TEST_CONTEXT;
  const events: TestEvent[] = [];
  for await (const event of run({ files: paths, concurrency: 1 })) events.push(event as TestEvent);
  return events;
}

async function* replay(events: TestEvent[]): AsyncGenerator<TestEvent> {
  yield* events;
}

async function textOf(reporter: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const part of reporter) text += part;
  return text;
}

test("counts and lines of a file that passes, skips and fails", async () => {
  const events = await eventsOf({ "mixed.test.mjs": MIXED });
  assert.deepEqual(JSON.parse(await textOf(totalsReporter(replay(events)))), {
    passed: 2,
    failed: 1,
    skipped: 1,
  });
  const lines = await textOf(lineReporter(replay(events)));
  assert.match(lines, /skipped is skipped .*: no browser here/);
  assert.match(lines, /FAILED {2}fails .*mixed\.test\.mjs:6\)\n\s+Error: because/);
  assert.match(lines, /FAILED +4 tests .*mixed\.test\.mjs/);
  assert.match(lines, /Output of .*mixed\.test\.mjs:\n\s+said by the file/);
  assert.equal(lines.match(/FAILED {2}/g)?.length, 2, "the suite around the failure is not a second failure");
});

test("a file that cannot be loaded is one failure, with its words", async () => {
  const events = await eventsOf({ "broken.test.mjs": 'throw new Error("at load");' });
  assert.deepEqual(JSON.parse(await textOf(totalsReporter(replay(events)))), {
    passed: 0,
    failed: 1,
    skipped: 0,
  });
  assert.match(await textOf(lineReporter(replay(events))), /Error: at load/);
});

test("a file that passes says nothing but its line", async () => {
  const text = 'import { test } from "node:test"; console.log("chatter"); test("passes", () => {});';
  const lines = await textOf(lineReporter(replay(await eventsOf({ "good.test.mjs": text }))));
  assert.match(lines, /^ {2}ok +1 tests .*good\.test\.mjs\n$/);
});

test("totals of stages add up", () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  assert.deepEqual(addTotals([one, one]), { passed: 2, failed: 4, skipped: 6 });
  assert.deepEqual(addTotals([]), { passed: 0, failed: 0, skipped: 0 });
});
