import type { ApplicationDraft } from "./applicationDraft.ts";

/** What each step of the application form works with. */
export type StepProps = {
  readonly number: number;
  readonly draft: ApplicationDraft;
  /** Merges members into the draft as it is by then; a function gives them from it. */
  readonly change: (
    part: Partial<ApplicationDraft> | ((draft: ApplicationDraft) => Partial<ApplicationDraft>),
  ) => void;
  /** The fault at a place of the document, once it is to be shown; `value` is what the field says now. */
  readonly fault: (place: string, value?: string) => string | undefined;
};
