import type { PublishStep } from "../../transactions/publishDataset.ts";
import { ProgressSteps } from "../../ui/ProgressSteps.tsx";

const STEPS: readonly (readonly [PublishStep | "indexing", string])[] = [
  ["pinning", "Storing schema and catalogue entry"],
  ["sending", "Send one transaction"],
  ["confirming", "Waiting for its block"],
  ["indexing", "Indexing: the market reads the block"],
];

/** Where a publication is, up to the moment when the market shows it. */
export function PublishSteps({ step }: { step: PublishStep | "indexing" }) {
  return <ProgressSteps steps={STEPS} current={step} />;
}
