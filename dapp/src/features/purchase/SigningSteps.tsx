import type { Hex } from "@symbolon/protocol";
import type { PlaceOrderStep } from "../../transactions/placeOrder.ts";
import { CopyText } from "../../ui/CopyText.tsx";
import { Icon } from "../../ui/Icon.tsx";

const STEPS: readonly (readonly [PlaceOrderStep, string])[] = [
  ["pinning", "Storing the order text"],
  ["permit", "Sign the payment permit"],
  ["sending", "Send one transaction"],
  ["confirming", "Waiting for the chain"],
];

/** Where a running purchase is; `tx` once it was sent. */
export function SigningSteps({ step, tx }: { step: PlaceOrderStep; tx: Hex | null }) {
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
            <span>
              {label}
              {name === "confirming" && tx !== null ? (
                <>
                  {" "}
                  <CopyText value={tx} label="transaction" />
                  <span className="field__hint">
                    It can take a minute. Speeding it up in your wallet is fine; this page notices.
                  </span>
                </>
              ) : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
