import {
  type DatasetSchema,
  DEFAULT_THRESHOLDS,
  HIGH_FIDELITY_THRESHOLDS,
  isPrivateOrder,
  MARK_RHO_MICRO,
  patientNumbers,
  SymbolonError,
} from "@symbolon/protocol";
import { orderBudget } from "@symbolon/synth-worker/accounting";
import { checkJointOrder } from "@symbolon/synth-worker/joint";
import type { DatasetSummary, FileKind } from "../../data/gateway/types.ts";
import type { OrderPlan } from "../../transactions/buildOrderSpec.ts";
import { contentsFault, DEFAULT_CONTENTS, type DraftContents, specContents } from "./contents.ts";

/** Quality limits a buyer can set, as in the order spec. */
export type Thresholds = { maxMeanTvd1: number; maxMeanTvd2: number; maxMiaAuc: number };

/** What the form holds while it is being filled in. */
export type PurchaseDraft = {
  readonly datasetIds: readonly string[];
  readonly rows: number;
  readonly kind: FileKind;
  /** The buyer has read that a high-fidelity file is not differentially private; unused for a private one. */
  readonly isWarned: boolean;
  readonly contents: DraftContents;
  readonly epsilon: number;
  readonly delta: number;
  /** One bit of the Art. 53 mask; 0 while not chosen. */
  readonly purposeMask: number;
  readonly accessSeconds: number;
  readonly thresholds: Thresholds;
  /** Number of the buyer's data permit as typed; needed in the EHDS lane, unused in the commercial one. */
  readonly permitId: string;
};

/** A fault of one part of the form, in words that say what to change. */
export type DraftFaults = Partial<
  Record<
    "datasetIds" | "rows" | "kind" | "contents" | "epsilon" | "purposeMask" | "thresholds" | "permitId",
    string
  >
>;

const DAY_SECONDS = 86_400;

/** Values a newcomer can order with at once. */
export const DEFAULT_DRAFT: PurchaseDraft = {
  datasetIds: [],
  rows: 3_000,
  kind: "private",
  isWarned: false,
  contents: DEFAULT_CONTENTS,
  epsilon: 1,
  delta: 1e-6,
  purposeMask: 0,
  accessSeconds: 365 * DAY_SECONDS,
  thresholds: DEFAULT_THRESHOLDS,
  permitId: "",
};

/** The draft with another kind of file: limits become the kind's own, and a warning is read anew. */
export function withKind(draft: PurchaseDraft, kind: FileKind): PurchaseDraft {
  const thresholds = kind === "private" ? DEFAULT_THRESHOLDS : HIGH_FIDELITY_THRESHOLDS;
  return { ...draft, kind, thresholds, isWarned: false };
}

/**
 * Budget that the draft asks of every dataset, in micro-rho: what (epsilon, delta) come to (0 when that is nothing), or the mark that a
 * high-fidelity order leaves. null while epsilon is not usable.
 */
export function askedRhoMicro(draft: PurchaseDraft): bigint | null {
  if (draft.kind === "high-fidelity") return MARK_RHO_MICRO;
  if (!isEpsilon(draft.epsilon)) return null;
  try {
    return orderBudget(draft.epsilon, draft.delta).rhoMicro;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return 0n;
  }
}

/** What the nodes would plan the draft's private file by; null when a dataset does not publish how many patients it has. */
export function planOf(
  { epsilon, delta }: PurchaseDraft,
  datasets: readonly DatasetSummary[],
): OrderPlan | null {
  const records = datasets.map((dataset) => dataset.records);
  return records.every((own) => own !== null) ? { epsilon, delta, ...patientNumbers(records) } : null;
}

/** Whether the datasets are used under a data permit and not by consent. */
export function needsPermit(datasets: readonly DatasetSummary[]): boolean {
  return datasets.some((dataset) => dataset.lane === "EHDS");
}

/** Purposes every chosen dataset allows, as a mask. */
export function commonPurposes(datasets: readonly DatasetSummary[]): number {
  return datasets.length === 0 ? 0 : datasets.reduce((mask, dataset) => mask & dataset.purposesMask, 0xff);
}

/** Why these datasets give no high-fidelity file, in words that say what to change; undefined when they do. */
export function noHighFidelity(datasets: readonly DatasetSummary[]): string | undefined {
  if (needsPermit(datasets)) return "Only private files leave the EHDS lane.";
  if (datasets.length !== 1)
    return "A high-fidelity file is made by one hospital from its own records: choose exactly one dataset.";
  return datasets[0]!.offersHighFidelity
    ? undefined
    : `The provider of ${datasets[0]!.title} lets out private files only.`;
}

/** Everything that keeps the draft from being ordered; empty when it can be. */
export function faultsOf(draft: PurchaseDraft, datasets: readonly DatasetSummary[]): DraftFaults {
  const faults: DraftFaults = {};
  if (datasets.length === 0) faults.datasetIds = "Choose at least one dataset.";
  else if (datasets.length > 8) faults.datasetIds = "Choose at most eight datasets.";
  else if (new Set(datasets.map((dataset) => dataset.schemaDigest)).size > 1)
    faults.datasetIds = "Datasets of one order need the same variables.";
  else if (new Set(datasets.map((dataset) => dataset.lane)).size > 1)
    faults.datasetIds = "Datasets used by consent and datasets used by permit are ordered apart.";
  else if (datasets.some((dataset) => dataset.status !== "LISTED"))
    faults.datasetIds = "One of the datasets is not for sale.";
  if (!Number.isInteger(draft.rows) || draft.rows < 1 || draft.rows > 1_000_000)
    faults.rows = "Give a whole number from 1 to 1,000,000.";
  if (draft.kind === "high-fidelity" && datasets.length > 0) {
    const reason = noHighFidelity(datasets);
    if (reason !== undefined) faults.kind = reason;
    else if (!draft.isWarned) faults.kind = "Confirm that you know the file is not differentially private.";
  }
  const schema = datasets[0]?.schema ?? null;
  const contents = schema === null ? undefined : contentsFault(draft.contents, draft.kind, schema);
  if (contents !== undefined) faults.contents = contents;
  const asked = askedRhoMicro(draft);
  if (asked === null) faults.epsilon = "Give a number above 0 and up to 20.";
  else if (asked === 0n) faults.epsilon = "This epsilon is too small to measure anything.";
  else {
    const short = datasets.find((dataset) => dataset.budget.availableMicro < asked);
    if (short !== undefined && draft.kind === "high-fidelity")
      faults.kind = `${short.title} has no privacy budget left.`;
    else if (short !== undefined)
      faults.epsilon = `${short.title} has less privacy budget left. Lower epsilon or leave it out.`;
  }
  if (draft.kind === "private" && datasets.length > 0) {
    const unknown = datasets.find((dataset) => dataset.records === null);
    if (unknown !== undefined)
      faults.datasetIds ??= `${unknown.title} does not publish how many patients it has, so no private file can be planned.`;
    // Only what has no fault yet can be planned.
    else if (schema !== null && asked !== null && Object.keys(faults).every((name) => !PLANNED.has(name))) {
      const planned = planFault(draft, { datasets, schema, rhoMicro: asked });
      if (planned !== undefined) faults.epsilon = planned;
    }
  }
  if ((commonPurposes(datasets) & draft.purposeMask) === 0)
    faults.purposeMask = "Choose a purpose that every dataset allows.";
  if (needsPermit(datasets) && !/^[1-9]\d{0,18}$/.test(draft.permitId))
    faults.permitId = "Give the number of your data permit.";
  const { maxMeanTvd1, maxMeanTvd2, maxMiaAuc } = draft.thresholds;
  if (!isFraction(maxMeanTvd1) || !isFraction(maxMeanTvd2) || !isFraction(maxMiaAuc) || maxMiaAuc < 0.5)
    faults.thresholds = "Limits lie between 0 and 1; the attack limit is at least 0.5.";
  return faults;
}

/** Parts of the form that the plan is made of. */
const PLANNED: ReadonlySet<string> = new Set(["datasetIds", "contents", "epsilon"]);

/** What the nodes' plan of the draft would be refused for; undefined when it can be run. */
function planFault(
  draft: PurchaseDraft,
  chosen: { datasets: readonly DatasetSummary[]; schema: DatasetSchema; rhoMicro: bigint },
): string | undefined {
  const { datasets, schema, rhoMicro } = chosen;
  const contents = specContents(draft.contents, draft.kind, schema);
  const plan = planOf(draft, datasets);
  if (plan === null || !isPrivateOrder(contents)) return undefined;
  try {
    const { engine, workload } = contents;
    const datasetIds = datasets.map(({ id }) => id);
    checkJointOrder({ datasetIds, engine, workload, ...plan, rhoMicro: rhoMicro.toString() }, schema);
    return undefined;
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    return `This order cannot be run: ${error.details.reason}.`;
  }
}

function isEpsilon(value: number): boolean {
  return Number.isFinite(value) && value > 0 && value <= 20;
}

function isFraction(value: number): boolean {
  return Number.isFinite(value) && value > 0 && value <= 1;
}
