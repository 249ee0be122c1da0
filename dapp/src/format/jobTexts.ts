import { MIN_COHORT_HOLDOUT } from "@symbolon/protocol";

type StepText = { readonly title: string; readonly text: string };

/** What a step of a job means to the buyer; undefined for a state that is no step. */
export function stepText(
  state: string,
  kind: "private" | "high-fidelity" | "statistics",
): StepText | undefined {
  if (kind === "private") return STEPS[state];
  return (kind === "statistics" ? STATISTIC_STEPS[state] : HIGH_FIDELITY_STEPS[state]) ?? STEPS[state];
}

const STEPS: Record<string, StepText> = {
  REQUESTED: { title: "Paid", text: "Your money is in escrow and the privacy budget is reserved." },
  CLAIMED: {
    title: "Claimed by three nodes",
    text: "They checked the order, the budget and the consent for themselves.",
  },
  MEASURED: {
    title: "Measured with noise",
    text: "Hospitals sent encrypted shares of their tables. The nodes compute on shares, check one another at every step, and open nothing but tables with noise.",
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

/** Steps that are other ones for a file that a hospital makes by itself. */
const HIGH_FIDELITY_STEPS: Record<string, StepText> = {
  REQUESTED: { title: "Paid", text: "Your money is in escrow and the use is marked in the ledger." },
  CLAIMED: {
    title: "Claimed by three nodes",
    text: "They checked the order and the consent for themselves.",
  },
  MEASURED: {
    title: "Made in the hospital",
    text: "Its node made the file, attacked it, and sealed what withstood to the nodes.",
  },
  REPORTED: {
    title: "File received",
    text: "All three nodes hold the same file and signed its hash.",
  },
  CERTIFIED: {
    title: "Checked by the evaluator",
    text: "The hospital's signed report was held against your limits and the scheme's checks.",
  },
};

/** Steps that are other ones for figures that no file of records stands behind. */
const STATISTIC_STEPS: Record<string, StepText> = {
  MEASURED: {
    title: "Added up",
    text: "Hospitals sent encrypted shares of their own sums. The nodes add them up round by round and open totals only.",
  },
  REPORTED: {
    title: "Figures found",
    text: "All three nodes found the same result and signed its hash.",
  },
  CERTIFIED: {
    title: "Checked by the evaluator",
    text: "Another node added the sums up again and held the figures against the order's limits.",
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

/** A high-fidelity order that was given back before the hospital let anything out. */
export const WITHHELD_FAIL_TEXT =
  "The hospital let no file out. That happens when its terms do not allow such files, when too few held-out patients could judge one, or when no file withstood the attacks and checks: order a private file instead.";

/** A statistic that was given back. */
export const STATISTIC_FAIL_TEXT =
  "The nodes gave the order back and delivered nothing. That happens when a hospital's terms do not allow aggregates, when the cohort or a group in it is too small for the order's limits, or when the records do not determine the fit: widen the cohort or ask for less.";

/** An order for a cohort that was given back before anything was measured: hospitals refuse only what they cannot judge. */
export const COHORT_FAIL_TEXT = `The nodes gave the order back before measuring, and no privacy budget was spent. An order for a cohort ends so when a hospital has fewer than ${MIN_COHORT_HOLDOUT} held-out patients in it: widen the cohort or leave that dataset out.`;
