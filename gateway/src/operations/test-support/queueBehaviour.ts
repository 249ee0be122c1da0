import assert from "node:assert/strict";
import { after, before, beforeEach, it } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import type { Database } from "../../database/Database.ts";
import { migrate } from "../../server/migrate.ts";
import { type TaskQueue, taskQueue } from "../queue/taskQueue.ts";

const LEASE_MS = 60_000;

/** What every TaskQueue does, as tests, on the database that `open` gives. */
export function queueBehaviour(open: () => Promise<Database>): void {
  let database: Database;
  let queue: TaskQueue;
  before(async () => {
    database = await open();
    await migrate(database);
    queue = taskQueue(database, () => 0);
  });
  after(() => database.close());
  beforeEach(() => database.execute("DELETE FROM gateway.task"));

  /** As if so much time had gone by. */
  const later = (ms: number) => database.query("UPDATE gateway.task SET due_at = due_at - $1::bigint", [ms]);
  const statuses = async () =>
    (await database.query<{ status: string }>("SELECT status FROM gateway.task ORDER BY key")).map(
      ({ status }) => status,
    );

  it("takes work of one key once, also when it is done", async () => {
    assert.equal(await queue.add({ kind: "a", key: "1", payload: { n: 1 } }), true);
    assert.equal(await queue.add({ kind: "a", key: "1", payload: { n: 2 } }), false);
    assert.equal(await queue.add({ kind: "b", key: "1" }), true);
    const task = await queue.claim(["a"], LEASE_MS);
    assert.deepEqual([task!.payload, task!.attempt], [{ n: 1 }, 1]);
    assert.equal(await queue.claim(["a"], LEASE_MS), null);
    assert.equal(await queue.finish(task!, { rows: 3 }), true);
    assert.equal(await queue.add({ kind: "a", key: "1" }), false);
    assert.deepEqual(await queue.lastResult("a"), { rows: 3 });
    assert.equal(await queue.lastResult("b"), null);
  });

  it("adds in the transaction of what the work is about, or not at all", async () => {
    await assert.rejects(
      database.transaction(async (transaction) => {
        await queue.add({ kind: "a", key: "1" }, transaction);
        throw new Error("no");
      }),
    );
    assert.equal(await queue.claim(["a"], LEASE_MS), null);
  });

  it("gives the task that is due longest, and none before its time", async () => {
    await queue.add({ kind: "a", key: "late", delayMs: 3_600_000 });
    await queue.add({ kind: "a", key: "second" });
    await queue.add({ kind: "b", key: "first", delayMs: -5_000 });
    const kinds = [await queue.claim(["a", "b"], LEASE_MS), await queue.claim(["a", "b"], LEASE_MS)];
    assert.deepEqual(
      kinds.map((task) => task?.kind),
      ["b", "a"],
    );
    assert.equal(await queue.claim(["a", "b"], LEASE_MS), null);
  });

  it("retries by class: a retryable error comes back later until attempts are spent, any other is a dead letter with its advice", async () => {
    await queue.add({ kind: "a", key: "1", maxAttempts: 2 });
    const away = new SymbolonError("E6001", { reason: "timeout" });
    assert.equal(await queue.fail((await queue.claim(["a"], LEASE_MS))!, away), "waiting");
    assert.equal(await queue.claim(["a"], LEASE_MS), null);
    await later(1_000);
    const second = await queue.claim(["a"], LEASE_MS);
    assert.equal(second!.attempt, 2);
    assert.equal(await queue.fail(second!, away), "dead");

    await queue.add({ kind: "a", key: "2" });
    const wrong = new SymbolonError("E6002", { actual: 1, expected: 2 });
    assert.equal(await queue.fail((await queue.claim(["a"], LEASE_MS))!, wrong), "dead");
    const letters = await queue.deadLetters(10);
    assert.deepEqual(letters.map(({ key, attempts, code }) => [key, attempts, code]).sort(), [
      ["1", 2, "E6001"],
      ["2", 1, "E6002"],
    ]);
    const letter = letters.find(({ key }) => key === "2")!;
    assert.equal(letter.todo, wrong.todo);
    assert.equal(`${letter.code} ${letter.what}`, wrong.message);
    assert.deepEqual(await queue.counts(), { waiting: 0, running: 0, dead: 2 });

    assert.equal(await queue.revive(letter.id), true);
    assert.equal(await queue.revive(letter.id), false);
    assert.equal((await queue.claim(["a"], LEASE_MS))!.attempt, 1);
  });

  it("takes a task over when its lease is over, and nothing more from who held it", async () => {
    await queue.add({ kind: "a", key: "1" });
    const first = (await queue.claim(["a"], LEASE_MS))!;
    await later(LEASE_MS - 5_000);
    assert.equal(await queue.claim(["a"], LEASE_MS), null);
    assert.equal(await queue.extend(first, LEASE_MS), true);
    await later(LEASE_MS - 5_000);
    assert.equal(await queue.claim(["a"], LEASE_MS), null);
    await later(5_001);
    const second = (await queue.claim(["a"], LEASE_MS))!;
    assert.equal(second.attempt, 2);
    assert.equal(await queue.extend(first, LEASE_MS), false);
    assert.equal(await queue.finish(first, "stale"), false);
    assert.equal(await queue.fail(first, new SymbolonError("E6001")), "lost");
    assert.equal(await queue.release(first), false);
    assert.equal(await queue.finish(second, "fresh"), true);
    assert.equal(await queue.lastResult("a"), "fresh");
  });

  it("makes a task that keeps killing its process a dead letter (E9031), and goes on with the next one", async () => {
    await queue.add({ kind: "a", key: "1", maxAttempts: 2 });
    for (let attempt = 1; attempt <= 2; attempt++) {
      assert.equal((await queue.claim(["a"], LEASE_MS))!.attempt, attempt);
      await later(LEASE_MS + 1);
    }
    await queue.add({ kind: "a", key: "2" });
    assert.equal((await queue.claim(["a"], LEASE_MS))!.attempt, 1);
    assert.deepEqual(await statuses(), ["dead", "running"]);
    const [letter] = await queue.deadLetters(1);
    assert.deepEqual([letter!.key, letter!.code], ["1", "E9031"]);
  });

  it("gives a task back undone without counting the attempt", async () => {
    await queue.add({ kind: "a", key: "1" });
    assert.equal(await queue.release((await queue.claim(["a"], LEASE_MS))!), true);
    assert.equal((await queue.claim(["a"], LEASE_MS))!.attempt, 1);
  });

  it("forgets what was done long ago, and keeps dead letters", async () => {
    for (const key of ["old", "dead"]) await queue.add({ kind: "a", key });
    await queue.finish((await queue.claim(["a"], LEASE_MS))!, null);
    await queue.fail((await queue.claim(["a"], LEASE_MS))!, new SymbolonError("E6002"));
    assert.equal(await queue.forget(60_000), 0);
    await database.query("UPDATE gateway.task SET ended_at = ended_at - 60001");
    assert.equal(await queue.forget(60_000), 1);
    assert.deepEqual(await statuses(), ["dead"]);
  });
}
