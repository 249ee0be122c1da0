import type { AccessBody } from "@symbolon/protocol";
import type { UseMutationResult } from "@tanstack/react-query";
import type { CaseLane } from "../../data/gateway/permitTypes.ts";
import { regionName } from "../../format/regionName.ts";
import { describeSubmission } from "../../transactions/submitApplication.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useSession } from "../wallet/useSession.ts";
import type { DocumentFaults } from "./documentFaults.ts";
import { type FormPart, faultsIn } from "./formSteps.ts";

/** Steps with what is missing in each, who will decide, and the one button that signs. */
export function ApplySummary({
  lane,
  steps,
  faults,
  bodies,
  submission,
  onSubmit,
  onStep,
}: {
  lane: CaseLane;
  steps: readonly FormPart[];
  faults: DocumentFaults;
  /** Access bodies of the countries asked. */
  bodies: readonly AccessBody[];
  submission: Pick<UseMutationResult<unknown, Error, never>, "isPending" | "isError" | "error">;
  onSubmit: () => void;
  onStep: (id: string) => void;
}) {
  const { isRightChain, isPending } = useSession();
  const text = describeSubmission(
    lane,
    bodies.map(({ country }) => country),
  );
  const missing = faults.size;
  return (
    <section className="card stack" aria-label="Your application">
      <h2>{lane === "permit" ? "Your application" : "Your data request"}</h2>
      <ol className="signing">
        {steps.map((step) => {
          const count = faultsIn(step, faults);
          return (
            <li key={step.id} data-status={count === 0 ? "done" : "open"}>
              <span className="signing__mark" aria-hidden="true">
                {count === 0 ? <Icon name="check" /> : null}
              </span>
              <button type="button" className="link" onClick={() => onStep(step.id)}>
                {step.title}
                <span className="visually-hidden">{count === 0 ? ", complete" : `, ${count} open`}</span>
              </button>
              {count === 0 ? null : (
                <span className="check__count" aria-hidden="true">
                  {count}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <div className="stack stack--tight">
        <h3>Who decides</h3>
        {bodies.length === 0 ? (
          <p className="small soft">Choose an access body for each dataset.</p>
        ) : (
          <ul className="stack stack--tight small">
            {bodies.map(({ country, name }) => (
              <li key={country}>
                {regionName(country)}: {name}
              </li>
            ))}
          </ul>
        )}
      </div>
      <Button
        look="primary"
        isWide
        isBusy={submission.isPending}
        disabled={!isRightChain || isPending}
        onClick={onSubmit}
      >
        Sign and hand in
      </Button>
      <p className="small soft" role="status">
        {missing === 0
          ? text.note
          : `${missing} ${missing === 1 ? "entry is" : "entries are"} missing or wrong.`}
      </p>
      {submission.isError ? <ErrorNotice error={submission.error} /> : null}
      <ul className="small quiet stack stack--tight">
        <li>The draft stays in this browser until you hand it in.</li>
        <li>Each country decides on its own: one refusal leaves the others as they are.</li>
      </ul>
    </section>
  );
}
