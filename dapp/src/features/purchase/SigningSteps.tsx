import type { Hex } from "@symbolon/protocol";
import type { PlaceOrderStep } from "../../transactions/placeOrder.ts";
import { CopyText } from "../../ui/CopyText.tsx";
import { ProgressSteps } from "../../ui/ProgressSteps.tsx";

const STEPS: readonly (readonly [PlaceOrderStep, string])[] = [
  ["pinning", "Storing the order text"],
  ["permit", "Sign the payment permit"],
  ["sending", "Send one transaction"],
  ["confirming", "Waiting for the chain"],
];

/** Where a running purchase is; `tx` once it was sent. */
export function SigningSteps({ step, tx }: { step: PlaceOrderStep; tx: Hex | null }) {
  return (
    <ProgressSteps
      steps={STEPS}
      current={step}
      note={
        tx === null ? undefined : (
          <>
            <CopyText value={tx} label="transaction" />
            <span className="field__hint">
              It can take a minute. Speeding it up in your wallet is fine; this page notices.
            </span>
          </>
        )
      }
    />
  );
}
