import type { PublishDraft } from "./draft/publishDraft.ts";
import type { StepId } from "./draft/steps.ts";

/** Why nothing can be signed yet; null when it can: nothing is missing, every record of the file fits, and the consents' keys are saved. */
export function blockedBy({
  faulty,
  lane,
  consents,
  fit,
  isLoaded,
}: {
  readonly faulty: readonly StepId[];
  readonly lane: PublishDraft["lane"];
  readonly consents: { readonly book: unknown; readonly isSaved: boolean };
  readonly fit: { readonly data: unknown; readonly error: Error | null };
  readonly isLoaded: boolean;
}): string | null {
  if (faulty.length > 0) return "Something is still missing.";
  if (!isLoaded) return "Pick the file again, so that it can be checked.";
  if (fit.error !== null) return "The file does not fit the columns: see step 2.";
  if (fit.data === undefined) return "Checking every record…";
  if (lane === "ehds") return null;
  if (consents.book === null) return "Make the consents first.";
  return consents.isSaved ? null : "Save the consent book first.";
}
