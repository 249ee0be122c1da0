import { MIN_COHORT_HOLDOUT } from "@symbolon/protocol";

/** What each step of a job means to the buyer. */
export const STEP_TEXTS: Record<string, { readonly title: string; readonly text: string }> = {
  REQUESTED: { title: "Paid", text: "Your money is in escrow and the privacy budget is reserved." },
  CLAIMED: {
    title: "Claimed by three nodes",
    text: "They checked the order, the budget and the consent for themselves.",
  },
  MEASURED: {
    title: "Measured with noise",
    text: "Hospitals sent encrypted shares of their counts; only sums with noise were opened.",
  },
  COMMITTED: {
    title: "Results sealed",
    text: "Each node fixed its result on chain before any of them showed one.",
  },
  REPORTED: {
    title: "Records generated",
    text: "All three nodes made the same file and signed its hash.",
  },
  CERTIFIED: {
    title: "Checked by the evaluator",
    text: "Hospitals compared the file with records it was not made from.",
  },
  FINALISED: {
    title: "Delivered",
    text: "The file is ready. Payees get their shares after the time for disputes, or when you release them.",
  },
};

/** Plain reading of JobRegistry.FailReason. */
export const FAIL_TEXTS: Record<string, string> = {
  LEAD_GAVE_UP: "The nodes could not finish the job and gave it back.",
  DEADLINE: "The deadline passed before the file was ready.",
  CONSENT_STALE: "A patient withdrew consent while the job was running, so it had to stop.",
  CERTIFICATE_REFUSED: "The file did not reach the quality asked for, so it was not released.",
  PERMIT_DEAD: "The data permit was revoked, changed or ran out while the job was running.",
};

/** An order for a cohort that was given back before anything was measured: hospitals refuse only what they cannot judge. */
export const COHORT_FAIL_TEXT = `The nodes gave the order back before measuring, and no privacy budget was spent. An order for a cohort ends so when a hospital has fewer than ${MIN_COHORT_HOLDOUT} held-out patients in it: widen the cohort or leave that dataset out.`;
