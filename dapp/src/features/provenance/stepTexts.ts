import type { Step } from "./provenanceTypes.ts";

/** Headings of the steps; the first says on what basis the records may be used. */
export const STEP_TEXTS: Readonly<Record<Step, string>> = {
  consent: "Basis",
  data: "Data",
  job: "Job",
  certificate: "Certificate",
  output: "Output",
  sale: "Sales",
  payout: "Payouts",
};

/** A node's state for those who do not see its colour. */
export const STATE_TEXTS = { done: "done", waiting: "still to come", failed: "failed or stopped" } as const;
