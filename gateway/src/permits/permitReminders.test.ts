import assert from "node:assert/strict";
import { test } from "node:test";
import pino from "pino";
import { taskQueue } from "../operations/queue/taskQueue.ts";
import { createMetrics } from "../server/metrics.ts";
import { fakeChain } from "../test-support/fakeChain.ts";
import { openTestDatabase } from "../test-support/openTestDatabase.ts";
import { DEPLOYMENT } from "../test-support/openTestGateway.ts";
import { permitReminders } from "./permitReminders.ts";

test("a look says what it found, and the other replicas hear of it", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const database = await openTestDatabase();
  const tasks = taskQueue(database);
  const context = { deployment: DEPLOYMENT, database, chain: fakeChain(), now: () => 1_900_000_000 };
  const own = createMetrics();
  const { kind, handle } = permitReminders(context, tasks, own);
  assert.deepEqual(await handle(null, new AbortController().signal), { made: 0, overdue: 0 });
  assert.match(own.text(), /symbolon_ehds_reminders_total 0/);

  const other = createMetrics();
  const stop = permitReminders(context, tasks, other).watch(pino({ level: "silent" }));
  await tasks.add({ kind, key: "1" });
  await tasks.finish((await tasks.claim([kind], 60_000))!, { made: 1, overdue: 3 });
  t.mock.timers.tick(60_000);
  while (!/symbolon_ehds_overdue_deadlines 3/.test(other.text())) await new Promise(setImmediate);
  stop();
  await database.close();
});
