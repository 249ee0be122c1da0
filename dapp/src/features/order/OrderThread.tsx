import { progressOf } from "../../format/progress.ts";

/** Seven short strokes that show how far an order is. */
export function OrderThread({ job }: { job: Parameters<typeof progressOf>[0] }) {
  const steps = progressOf(job);
  const done = steps.filter((step) => step.status === "done").length;
  return (
    <div className="thread" role="img" aria-label={`${done} of ${steps.length} steps done`}>
      {steps.map((step) => (
        <span key={step.state} data-status={step.status} />
      ))}
    </div>
  );
}
