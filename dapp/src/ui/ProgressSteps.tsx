import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

/** Steps of something that runs, one after the other: what is done, what is going on (with a `note` where there is more to say of it), what comes. */
export function ProgressSteps<S extends string>({
  steps,
  current,
  note,
}: {
  steps: readonly (readonly [step: S, label: string])[];
  current: S;
  note?: ReactNode;
}) {
  const at = steps.findIndex(([name]) => name === current);
  return (
    <ol className="signing" aria-live="polite">
      {steps.map(([name, label], index) => {
        const status = index < at ? "done" : index === at ? "current" : "waiting";
        return (
          <li key={name} data-status={status}>
            <span className="signing__mark" aria-hidden="true">
              {status === "done" ? <Icon name="check" /> : null}
              {status === "current" ? <span className="spinner" /> : null}
            </span>
            <span>
              {label} {status === "current" ? note : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
