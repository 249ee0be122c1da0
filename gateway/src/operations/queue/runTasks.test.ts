import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { SymbolonError } from "@symbolon/protocol";
import pino from "pino";
import type { Database } from "../../database/Database.ts";
import { openPgliteDatabase } from "../../database/openPgliteDatabase.ts";
import { openPostgresDatabase } from "../../database/openPostgresDatabase.ts";
import { createMetrics } from "../../server/metrics.ts";
import { migrate } from "../../server/migrate.ts";
import { startPostgres, type TestPostgres, withoutPostgres } from "../test-support/startPostgres.ts";
import { runTasks, type TaskHandler, type TaskRunner } from "./runTasks.ts";
import { type TaskQueue, taskQueue } from "./taskQueue.ts";

/** Resolves when `fits` does, looking again and again. */
async function until(fits: () => Promise<boolean>): Promise<void> {
  while (!(await fits())) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe("runTasks", () => {
  let database: Database;
  let queue: TaskQueue;
  let runner: TaskRunner;
  let clock = 1_900_000_000;
  const metrics = createMetrics();
  before(async () => {
    database = await openPgliteDatabase();
    await migrate(database);
    queue = taskQueue(database, () => 0);
  });
  after(() => database.close());
  beforeEach(() => database.execute("DELETE FROM gateway.task"));
  afterEach(() => runner.stop(0));

  const run = (
    handlers: Record<string, TaskHandler>,
    more: { everySeconds?: Record<string, number> } = {},
  ) => {
    const log = pino({ level: "silent" });
    const common = { queue, log, metrics, leaseMs: 60_000, pollMs: 5, now: () => clock };
    runner = runTasks({ ...common, handlers, ...more });
  };
  const due = () => database.query("UPDATE gateway.task SET due_at = 0 WHERE status = 'waiting'");
  const done = async (kind: string) => (await queue.lastResult(kind)) !== null;

  it("does what is due and keeps the result", async () => {
    run({ double: async (payload) => (payload as { n: number }).n * 2 });
    await queue.add({ kind: "double", key: "1", payload: { n: 21 } });
    await until(() => done("double"));
    assert.equal(await queue.lastResult("double"), 42);
  });

  it("tries again after a retryable error, and makes anything that will not get better a dead letter", async () => {
    let tries = 0;
    run({
      flaky: async () => {
        tries += 1;
        if (tries === 1) throw new SymbolonError("E5004", { reason: "down" });
        return tries;
      },
      wrong: async () => {
        throw new SymbolonError("E6002", { actual: 1, expected: 2 });
      },
    });
    await queue.add({ kind: "flaky", key: "1" });
    await queue.add({ kind: "wrong", key: "1" });
    await until(async () => (await queue.counts()).dead === 1 && tries === 1);
    await until(async () => {
      await due();
      return await done("flaky");
    });
    assert.equal(await queue.lastResult("flaky"), 2);
    const letters = await queue.deadLetters(10);
    assert.deepEqual(
      letters.map(({ kind, code }) => [kind, code]),
      [["wrong", "E6002"]],
    );
    assert.match(metrics.text(), /symbolon_tasks_total\{kind="wrong",outcome="dead"\} 1/);
  });

  it("keeps of an error that nobody catalogued its name only: its text may hold anything", async () => {
    run({
      odd: async () => {
        throw new RangeError("patient Jane Roe");
      },
    });
    await queue.add({ kind: "odd", key: "1", maxAttempts: 1 });
    await until(async () => (await queue.counts()).dead === 1);
    const [letter] = await queue.deadLetters(1);
    assert.equal(letter!.code, "E9030");
    assert.match(letter!.what, /RangeError/);
    assert.doesNotMatch(JSON.stringify(letter), /Jane/);
  });

  it("adds a recurring kind once in each of its turns, however many replicas there are", async () => {
    let ran = 0;
    const handlers = { hourly: async () => (ran += 1) };
    run(handlers, { everySeconds: { hourly: 3_600 } });
    const first = runner;
    run(handlers, { everySeconds: { hourly: 3_600 } });
    await until(() => done("hourly"));
    clock += 3_600;
    await until(async () => (await queue.lastResult("hourly")) === 2);
    await first.stop(1_000);
    await runner.stop(1_000);
    const [row] = await database.query(
      "SELECT count(*)::integer AS n FROM gateway.task WHERE kind = 'hourly'",
    );
    assert.deepEqual([row, ran], [{ n: 2 }, 2]);
  });

  it("stops gracefully: what is running ends, nothing more begins", async () => {
    let end = () => {};
    let begun = 0;
    const gate = new Promise<void>((resolve) => {
      end = resolve;
    });
    const slow = () => {
      begun += 1;
      return gate;
    };
    run({ slow });
    for (const key of ["1", "2", "3"]) await queue.add({ kind: "slow", key });
    await until(async () => begun === 2);
    const stopped = runner.stop(60_000);
    end();
    await stopped;
    assert.equal(begun, 2);
    assert.deepEqual(await queue.counts(), { waiting: 1, running: 0, dead: 0 });
  });

  it("gives back what does not end in time, tells it so, and does not count the attempt", async () => {
    let told = false;
    run({
      endless: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            told = true;
            reject(new Error("stopped"));
          });
        }),
    });
    await queue.add({ kind: "endless", key: "1" });
    await until(async () => (await queue.counts()).running === 1);
    await runner.stop(0);
    assert.equal(told, true);
    assert.equal((await queue.claim(["endless"], 1_000))!.attempt, 1);
  });
});

describe("replicas on one PostgreSQL", { skip: withoutPostgres }, () => {
  let server: TestPostgres;
  let database: Database;
  let queue: TaskQueue;
  const children: ChildProcess[] = [];
  before(async () => {
    server = await startPostgres();
    database = await openPostgresDatabase(server.url);
    await migrate(database);
    await database.execute("CREATE TABLE noted (payload text, pid integer)");
    queue = taskQueue(database);
  });
  after(async () => {
    for (const child of children) child.kill("SIGKILL");
    await database.close();
    await server.stop();
  });
  beforeEach(() => database.execute("DELETE FROM gateway.task; DELETE FROM noted"));

  const replica = async (...args: string[]) => {
    const entry = fileURLToPath(new URL("../test-support/taskWorker.ts", import.meta.url));
    const child = fork(entry, [server.url, ...args], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    children.push(child);
    await once(child, "message");
    return child;
  };
  const idle = async () => {
    const { waiting, running } = await queue.counts();
    return waiting + running === 0;
  };

  it("two processes do each task exactly once", async () => {
    const both = await Promise.all([replica(), replica()]);
    const keys = Array.from({ length: 100 }, (_, n) => String(n));
    await Promise.all(keys.map((key) => queue.add({ kind: "note", key, payload: key })));
    await until(idle);
    const rows = await database.query<{ payload: string }>("SELECT payload FROM noted");
    assert.deepEqual(
      rows.map(({ payload }) => Number(payload)).sort((a, b) => a - b),
      keys.map(Number),
    );
    for (const child of both) {
      child.kill("SIGTERM");
      assert.deepEqual(await once(child, "exit"), [0, null]);
    }
  });

  it("what a killed process had begun is done by another one, and nothing twice", async () => {
    const doomed = await replica("hangs");
    await queue.add({ kind: "note", key: "hang", payload: "hang" });
    await once(doomed, "message");
    doomed.kill("SIGKILL");
    await once(doomed, "exit");
    assert.deepEqual(await database.query("SELECT * FROM noted"), []);
    const heir = await replica();
    await until(idle);
    assert.deepEqual(await database.query("SELECT * FROM noted"), [{ payload: "hang", pid: heir.pid }]);
    const [row] = await database.query("SELECT attempts, status FROM gateway.task WHERE key = 'hang'");
    assert.deepEqual(row, { attempts: 2, status: "done" });
    heir.kill("SIGKILL");
  });

  it("goes on by itself when the database crashed and came back", async () => {
    const worker = await replica();
    await queue.add({ kind: "note", key: "before", payload: "before" });
    await until(idle);
    await server.crash();
    await server.restart();
    await until(() => queue.add({ kind: "note", key: "after", payload: "after" }).catch(() => false));
    await until(idle);
    const rows = await database.query<{ payload: string }>("SELECT payload FROM noted ORDER BY payload");
    assert.deepEqual(
      rows.map(({ payload }) => payload),
      ["after", "before"],
    );
    worker.kill("SIGKILL");
  });
});
