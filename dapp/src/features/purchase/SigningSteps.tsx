import type { PlaceOrderStep } from "../../transactions/placeOrder.ts";
import { Icon } from "../../ui/Icon.tsx";

const STEPS: readonly (readonly [PlaceOrderStep, string])[] = [
  ["pinning", "Storing the order text"],
  ["permit", "Sign the payment permit"],
  ["sending", "Send one transaction"],
  ["confirming", "Waiting for the chain"],
];

/** Where a running purchase is. */
export function SigningSteps({ step }: { step: PlaceOrderStep }) {
  const at = STEPS.findIndex(([name]) => name === step);
  return (
    <ol className="signing" aria-live="polite">
      {STEPS.map(([name, label], index) => {
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
