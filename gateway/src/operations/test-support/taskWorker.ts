import { setTimeout as pause } from "node:timers/promises";
import pino from "pino";
import { openPostgresDatabase } from "../../database/openPostgresDatabase.ts";
import { runTasks } from "../queue/runTasks.ts";
import { taskQueue } from "../queue/taskQueue.ts";

/**
 * A replica of a test, as a process: works at tasks of kind "note" on the PostgreSQL server of its first argument and writes each into the table
 * `noted`. It tells its parent when it begins with one, and never ends the one whose payload is "hang".
 */
const database = await openPostgresDatabase(process.argv[2]!);
const runner = runTasks({
  queue: taskQueue(database, () => 0),
  handlers: {
    note: async (payload) => {
      process.send!({ begun: payload });
      if (payload === "hang" && process.argv[3] === "hangs") await pause(3_600_000);
      await database.query("INSERT INTO noted VALUES ($1, $2)", [String(payload), process.pid]);
      return process.pid;
    },
  },
  log: pino({ level: "silent" }),
  leaseMs: 400,
  pollMs: 20,
  now: () => Date.now() / 1000,
});
process.send!({ ready: true });
process.on("SIGTERM", () => void runner.stop(1_000).then(() => process.exit(0)));
process.on("disconnect", () => process.exit(1));
