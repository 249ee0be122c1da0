/** States a job passes on the way to delivery, in order. */
export const JOB_STATES = [
  "REQUESTED",
  "CLAIMED",
  "MEASURED",
  "COMMITTED",
  "REPORTED",
  "CERTIFIED",
  "FINALISED",
] as const;

/** One step of the way as the reader sees it. */
export type ProgressStep = {
  readonly state: (typeof JOB_STATES)[number];
  readonly status: "done" | "current" | "waiting" | "failed";
  /** Unix seconds; null while not reached. */
  readonly timestamp: number | null;
  readonly tx: string | null;
  readonly gasUsed: bigint | null;
};

type JobView = {
  readonly state: string;
  readonly history: readonly {
    readonly state: string;
    readonly timestamp: number;
    readonly tx: string;
    readonly gasUsed: bigint | null;
  }[];
};

/**
 * Steps of a job: reached ones with time and transaction, the one being worked on, the rest waiting. A job that was claimed
 * twice shows its last claim. When it failed or was refused, the step that was being worked on is the failed one.
 */
export function progressOf(job: JobView): ProgressStep[] {
  const failed = job.state === "FAILED" || job.state === "REFUSED";
  let reached = JOB_STATES.indexOf(job.state as (typeof JOB_STATES)[number]);
  if (reached < 0)
    reached = Math.max(
      -1,
      ...job.history.map((event) => JOB_STATES.indexOf(event.state as (typeof JOB_STATES)[number])),
    );
  return JOB_STATES.map((state, index) => {
    const event = job.history.findLast((entry) => entry.state === state);
    const status =
      index <= reached ? "done" : index === reached + 1 ? (failed ? "failed" : "current") : "waiting";
    return {
      state,
      status,
      timestamp: event?.timestamp ?? null,
      tx: event?.tx ?? null,
      gasUsed: event?.gasUsed ?? null,
    };
  });
}

/** Whether more can still happen to the order by itself: paid, and its job neither finalised nor failed. */
export function isRunning(order: { readonly state: string; readonly status: string }): boolean {
  return order.status === "ESCROWED" && order.state !== "FINALISED" && order.state !== "FAILED";
}

/**
 * Whether the money can be had back now: in escrow, and the job failed, or its certificate was refused (anyone may then close it), or the
 * chain's clock is past the deadline.
 */
export function isRefundable(
  order: { readonly state: string; readonly status: string; readonly deadline: number },
  chainTime: number,
): boolean {
  if (order.status !== "ESCROWED" || order.state === "FINALISED") return false;
  return order.state === "FAILED" || order.state === "REFUSED" || chainTime > order.deadline;
}
