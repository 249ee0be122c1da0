import type { Logger } from "pino";
import type { Metrics } from "../server/metrics.ts";
import { makeReminders } from "./makeReminders.ts";
import type { PermitContext } from "./permitContext.ts";

const INTERVAL_MS = 3_600_000;

/**
 * Looks at the clocks of all cases at start and every hour, and gives how to stop. `symbolon_ehds_overdue_deadlines` is what the last look found.
 * A look that fails is logged, and the next one makes up for it.
 */
export function startReminders(context: PermitContext, metrics: Metrics, log: Logger): () => Promise<void> {
  let overdue = 0;
  metrics.gauge("symbolon_ehds_overdue_deadlines", () => overdue);
  let running = Promise.resolve();
  const look = () => {
    running = running.then(async () => {
      try {
        const run = await makeReminders(context);
        overdue = run.overdue;
        metrics.count("symbolon_ehds_reminders_total", {}, run.made);
      } catch (err) {
        log.warn({ err }, "deadlines of permit cases could not be looked at");
      }
    });
  };
  look();
  const timer = setInterval(look, INTERVAL_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}
