import type { JobState } from "@symbolon/protocol";
import { Notice } from "../../ui/Notice.tsx";

const BEFORE: readonly JobState[] = ["CLAIMED", "MEASURED", "COMMITTED"];

/**
 * Tells the provider of the second step: judging the file on the held-out records needs the hospital's own process, which this page does not replace.
 */
export function AnswerNotice({ orderId, state }: { orderId: string; state: JobState }) {
  if (state !== "REPORTED" && !BEFORE.includes(state)) return null;
  const isDue = state === "REPORTED";
  return (
    <Notice
      tone={isDue ? "warn" : "info"}
      title={isDue ? "The file is reported: your answer is due" : "One more step follows"}
    >
      {isDue ? "Now" : "Once the file is reported"} your held-out records judge it, and figures with noise go
      to the evaluator. This page does not do that. On the machine with your state folder run{" "}
      <code>symbolon take-part {orderId} --answer --config provider.json --state DIR</code> with the market's
      --rpc, --deployment and --ipfs; it waits until the file is there.
    </Notice>
  );
}
