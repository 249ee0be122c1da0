import { Icon } from "./Icon.tsx";

/** Steps of something that runs, one after the other: what is done, what is going on, what comes. */
export function ProgressSteps<S extends string>({
  steps,
  current,
}: {
  steps: readonly (readonly [step: S, label: string])[];
  current: S;
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
            {label}
          </li>
        );
      })}
    </ol>
  );
}
