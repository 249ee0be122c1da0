import { DEFAULT_THRESHOLDS, SymbolonError } from "@symbolon/protocol";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { contentsFault } from "./contents.ts";
import { draftSpec } from "./draftSpec.ts";
import { isHighFidelity } from "./highFidelityKind.ts";
import { kindRefusal } from "./kindRefusal.ts";
import { NOBODY } from "./nobody.ts";
import { orderedUnit } from "./orderedUnit.ts";
import { askedRhoMicro, commonPurposes, isProven, needsPermit, type PurchaseDraft } from "./purchaseDraft.ts";
import { statisticRequest } from "./statisticRequest.ts";

/** A fault of one part of the form, in words that say what to change. */
export type DraftFaults = Partial<
  Record<
    | "datasetIds"
    | "rows"
    | "kind"
    | "linked"
    | "statistic"
    | "contents"
    | "epsilon"
    | "purposeMask"
    | "thresholds"
    | "permitId",
    string
  >
>;

/** Parts of the form that the nodes' plan is made of: only what has no fault in them yet can be planned. */
const PLANNED: readonly (keyof DraftFaults)[] = [
  "datasetIds",
  "kind",
  "linked",
  "statistic",
  "contents",
  "epsilon",
];

/** Everything that keeps the draft from being ordered; empty when it can be. `datasets` are the chosen ones, of a linked order both. */
export function faultsOf(draft: PurchaseDraft, datasets: readonly DatasetSummary[]): DraftFaults {
  const { kind } = draft;
  const schema = datasets[0]?.schema ?? null;
  const faults: DraftFaults = {};
  const put = (part: keyof DraftFaults, text: string | undefined) => {
    if (text !== undefined) faults[part] ??= text;
  };
  put("datasetIds", datasetsFault(draft, datasets));
  const { fewest, most } = orderedUnit(kind);
  if (kind !== "statistics" && (!Number.isInteger(draft.rows) || draft.rows < fewest || draft.rows > most))
    put("rows", `Give a whole number from ${fewest} to ${formatNumber(most)}.`);
  if (datasets.length > 0) put("kind", kindFault(draft, datasets));
  if (schema !== null && (kind === "private" || isHighFidelity(kind)))
    put("contents", contentsFault(draft.contents, kind, schema));
  if (kind === "linked" && draft.linked.partner === null)
    put("linked", "Choose the second hospital, whose patients are linked with the first's.");
  if (kind === "statistics") put("statistic", statisticFault(draft, datasets));
  for (const [part, text] of budgetFaults(draft, datasets)) put(part, text);
  if (kind === "private" || kind === "linked") {
    const unknown = datasets.find((dataset) => dataset.records === null);
    if (unknown !== undefined)
      put(
        "datasetIds",
        `${unknown.title} does not publish how many patients it has, so no private file can be planned.`,
      );
  }
  if (!isHighFidelity(kind) && schema !== null && PLANNED.every((part) => faults[part] === undefined))
    put(isProven(draft) ? "epsilon" : "statistic", planFault(draft, datasets));
  if ((commonPurposes(datasets) & draft.purposeMask) === 0)
    put("purposeMask", "Choose a purpose that every dataset allows.");
  if (needsPermit(datasets) && !/^[1-9]\d{0,18}$/.test(draft.permitId))
    put("permitId", "Give the number of your data permit.");
  if (kind !== "statistics") put("thresholds", thresholdsFault(draft));
  return faults;
}

function datasetsFault({ kind }: PurchaseDraft, datasets: readonly DatasetSummary[]): string | undefined {
  if (datasets.length === 0) return "Choose at least one dataset.";
  if (datasets.length > 8) return "Choose at most eight datasets.";
  if (kind !== "linked" && new Set(datasets.map((dataset) => dataset.schemaDigest)).size > 1)
    return "Datasets of one order need the same variables.";
  if (new Set(datasets.map((dataset) => dataset.lane)).size > 1)
    return "Datasets used by consent and datasets used by permit are ordered apart.";
  if (datasets.some((dataset) => dataset.status !== "LISTED")) return "One of the datasets is not for sale.";
  return undefined;
}

function kindFault(draft: PurchaseDraft, datasets: readonly DatasetSummary[]): string | undefined {
  const reason = kindRefusal(draft.kind, datasets);
  if (reason !== undefined) return reason;
  return isHighFidelity(draft.kind) && !draft.isWarned
    ? "Confirm that you know the file is not differentially private."
    : undefined;
}

function statisticFault(
  { statistic }: PurchaseDraft,
  datasets: readonly DatasetSummary[],
): string | undefined {
  const schema = datasets[0]?.schema;
  if (schema == null) return undefined;
  const asked = statisticRequest(statistic, schema);
  if ("missing" in asked) return asked.missing;
  if (statistic.release === "private") return undefined;
  if (needsPermit(datasets)) return "Only figures with a proof of privacy leave the EHDS lane.";
  return datasets.length < 2
    ? "Exact figures are of two hospitals at least: choose another dataset, or figures with noise."
    : undefined;
}

function* budgetFaults(
  draft: PurchaseDraft,
  datasets: readonly DatasetSummary[],
): Generator<readonly [keyof DraftFaults, string]> {
  const asked = askedRhoMicro(draft);
  if (asked === null) yield ["epsilon", "Give a number above 0 and up to 20."];
  else if (asked === 0n) yield ["epsilon", "This epsilon is too small to measure anything."];
  else {
    const short = datasets.find((dataset) => dataset.budget.availableMicro < asked);
    if (short === undefined) return;
    if (isProven(draft))
      yield ["epsilon", `${short.title} has less privacy budget left. Lower epsilon or leave it out.`];
    else yield ["kind", `${short.title} has no privacy budget left.`];
  }
}

function thresholdsFault({ thresholds }: PurchaseDraft): string | undefined {
  const isFraction = (value: number) => Number.isFinite(value) && value > 0 && value <= 1;
  const { maxMeanTvd1, maxMeanTvd2, maxMiaAuc } = thresholds;
  return isFraction(maxMeanTvd1) && isFraction(maxMeanTvd2) && isFraction(maxMiaAuc) && maxMiaAuc >= 0.5
    ? undefined
    : "Limits lie between 0 and 1; the attack limit is at least 0.5.";
}

/** What the nodes would refuse the draft for; undefined when it can be run. */
function planFault(draft: PurchaseDraft, datasets: readonly DatasetSummary[]): string | undefined {
  try {
    // Parts with faults of their own, which the plan does not depend on, are filled in.
    const filled = { rows: 1, purposeMask: draft.purposeMask || 1, thresholds: DEFAULT_THRESHOLDS };
    draftSpec({ ...draft, ...filled }, datasets, NOBODY);
    return undefined;
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    const { what, details, todo } = error.toJSON();
    return details.reason === undefined ? `${what} ${todo}` : `This order cannot be run: ${details.reason}.`;
  }
}
