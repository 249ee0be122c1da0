import type { Logger } from "pino";
import { z } from "zod";
import type { TaskHandler } from "../operations/queue/runTasks.ts";
import type { TaskQueue } from "../operations/queue/taskQueue.ts";
import type { Metrics } from "../server/metrics.ts";
import { remindReviews } from "./holders/remindReviews.ts";
import { makeReminders } from "./makeReminders.ts";
import type { PermitContext } from "./permitContext.ts";

const KIND = "permit-reminders";
const EVERY_SECONDS = 3_600;
const WATCH_MS = 60_000;
const Result = z.object({ made: z.number(), overdue: z.number() });

/** The recurring task that looks at the clocks of all cases and the reviews of all datasets, for one of the replicas each hour. */
export type PermitReminders = {
  readonly kind: string;
  readonly everySeconds: number;
  readonly handle: TaskHandler;
  /** Keeps `symbolon_ehds_overdue_deadlines` at what the last look of any replica found; gives how to stop. */
  watch(log: Logger): () => void;
};

/** PermitReminders over the task queue; a look that fails is tried again as its error allows, and the next hour's makes up for it. */
export function permitReminders(context: PermitContext, tasks: TaskQueue, metrics: Metrics): PermitReminders {
  let overdue = 0;
  metrics.gauge("symbolon_ehds_overdue_deadlines", () => overdue);
  return {
    kind: KIND,
    everySeconds: EVERY_SECONDS,
    async handle() {
      const clocks = await makeReminders(context);
      const reviews = await remindReviews(context);
      const run = { made: clocks.made + reviews.made, overdue: clocks.overdue + reviews.overdue };
      overdue = run.overdue;
      metrics.count("symbolon_ehds_reminders_total", {}, run.made);
      return run;
    },
    watch(log) {
      const look = async () => {
        const last = Result.safeParse(await tasks.lastResult(KIND));
        if (last.success) overdue = last.data.overdue;
      };
      const timer = setInterval(() => {
        look().catch((err: unknown) => log.warn({ err }, "the last look at deadlines cannot be read"));
      }, WATCH_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
