import assert from "node:assert/strict";
import { test } from "node:test";
import pino from "pino";
import { createMetrics } from "../server/metrics.ts";
import { fakeChain } from "../test-support/fakeChain.ts";
import { openTestDatabase } from "../test-support/openTestDatabase.ts";
import { DEPLOYMENT } from "../test-support/openTestGateway.ts";
import { startReminders } from "./startReminders.ts";

test("looks at start, says what it found, and lives on when a look fails", async () => {
  const database = await openTestDatabase();
  const logged: string[] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => logged.push(line) });
  const context = { deployment: DEPLOYMENT, database, chain: fakeChain(), now: () => 1_900_000_000 };
  const metrics = createMetrics();
  await startReminders(context, metrics, log)();
  assert.match(metrics.text(), /symbolon_ehds_overdue_deadlines 0/);
  assert.equal(logged.length, 0);
  await database.close();
  await startReminders(context, createMetrics(), log)();
  assert.equal(logged.length, 1);
});
