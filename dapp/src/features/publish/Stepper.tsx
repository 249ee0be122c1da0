import { Icon } from "../../ui/Icon.tsx";
import { STEPS, type StepId } from "./draft/steps.ts";

/** Where one is in the wizard; earlier steps and those without an open fault before them can be gone to. */
export function Stepper({
  current,
  faulty,
  onGo,
}: {
  current: StepId;
  /** Steps that still have a fault. */
  faulty: readonly StepId[];
  onGo: (step: StepId) => void;
}) {
  const at = STEPS.findIndex(({ id }) => id === current);
  const firstFaulty = STEPS.findIndex(({ id }) => faulty.includes(id));
  return (
    <nav aria-label="Steps">
      <ol className="stepper">
        {STEPS.map(({ id, title }, i) => {
          const isDone = i < at && !faulty.includes(id);
          const isReachable = i <= at || firstFaulty < 0 || i <= firstFaulty;
          return (
            <li key={id}>
              <button
                type="button"
                className="stepper__step"
                aria-current={i === at ? "step" : undefined}
                disabled={!isReachable}
                onClick={() => onGo(id)}
              >
                <span className="stepper__mark" data-done={isDone}>
                  {isDone ? <Icon name="check" /> : i + 1}
                </span>
                <span className="stepper__title">
                  {title}
                  {isDone ? <span className="visually-hidden"> (done)</span> : null}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
