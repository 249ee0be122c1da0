import type { DraftFaults, DraftField } from "./draftFaults.ts";
import { stepOfField } from "./stepOfField.ts";
import type { StepId } from "./steps.ts";

/** Faults of one step's fields, in the order they were found. */
export function faultsOfStep(faults: DraftFaults, step: StepId): readonly (readonly [DraftField, string])[] {
  return (Object.entries(faults) as [DraftField, string][]).filter(([field]) => stepOfField(field) === step);
}
