import {
  DEFAULT_THRESHOLDS,
  HIGH_FIDELITY_THRESHOLDS,
  MARK_RHO_MICRO,
  patientNumbers,
} from "@symbolon/protocol";
import { orderBudget, rhoMicroFor } from "@symbolon/synth-worker/accounting";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import type { OrderPlan } from "../../transactions/buildOrderSpec.ts";
import { DEFAULT_CONTENTS, type DraftContents } from "./contents.ts";
import { isHighFidelity } from "./highFidelityKind.ts";
import { DEFAULT_LINKED, type LinkedDraft } from "./linkedDraft.ts";
import { orderedUnit } from "./orderedUnit.ts";
import type { OrderKind } from "./orderKind.ts";
import { DEFAULT_STATISTIC, type StatisticDraft } from "./statisticDraft.ts";

/** Quality limits a buyer can set, as in the order spec. */
export type Thresholds = { maxMeanTvd1: number; maxMeanTvd2: number; maxMiaAuc: number };

/** What the form holds while it is being filled in. */
export type PurchaseDraft = {
  readonly datasetIds: readonly string[];
  readonly rows: number;
  readonly kind: OrderKind;
  /** The buyer has read that a file without a proof is not differentially private; unused for a private one. */
  readonly isWarned: boolean;
  readonly contents: DraftContents;
  readonly linked: LinkedDraft;
  readonly statistic: StatisticDraft;
  /** How many of the datasets are enough for a private file; null: all of them. */
  readonly leastDatasets: number | null;
  readonly epsilon: number;
  readonly delta: number;
  /** One bit of the Art. 53 mask; 0 while not chosen. */
  readonly purposeMask: number;
  readonly accessSeconds: number;
  readonly thresholds: Thresholds;
  /** Number of the buyer's data permit as typed; needed in the EHDS lane, unused in the commercial one. */
  readonly permitId: string;
};

const DAY_SECONDS = 86_400;

/** Values a newcomer can order with at once. */
export const DEFAULT_DRAFT: PurchaseDraft = {
  datasetIds: [],
  rows: orderedUnit("private").usual,
  kind: "private",
  isWarned: false,
  contents: DEFAULT_CONTENTS,
  linked: DEFAULT_LINKED,
  statistic: DEFAULT_STATISTIC,
  leastDatasets: null,
  epsilon: 1,
  delta: 1e-6,
  purposeMask: 0,
  accessSeconds: 365 * DAY_SECONDS,
  thresholds: DEFAULT_THRESHOLDS,
  permitId: "",
};

/** The draft with another kind of order: limits become the kind's own, a number of something else the usual one, and a warning is read anew. */
export function withKind(draft: PurchaseDraft, kind: OrderKind): PurchaseDraft {
  const thresholds = isHighFidelity(kind) ? HIGH_FIDELITY_THRESHOLDS : DEFAULT_THRESHOLDS;
  const unit = orderedUnit(kind);
  const rows = unit.name === orderedUnit(draft.kind).name ? draft.rows : unit.usual;
  return { ...draft, kind, rows, thresholds, isWarned: false };
}

/**
 * Budget that the draft asks of every dataset, in micro-rho: what (epsilon, delta) come to (0 when that is nothing; a private statistic has Gaussian
 * noise, so no delta is set apart for coins), or the mark that an order without a proof leaves. null while epsilon is not usable.
 */
export function askedRhoMicro(draft: PurchaseDraft): bigint | null {
  if (!isProven(draft)) return MARK_RHO_MICRO;
  const { epsilon, delta, kind } = draft;
  if (!(Number.isFinite(epsilon) && epsilon > 0 && epsilon <= 20)) return null;
  try {
    return kind === "statistics" ? rhoMicroFor(epsilon, delta) : orderBudget(epsilon, delta).rhoMicro;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return 0n;
  }
}

/** Whether the result comes with a proof of privacy, and so with an epsilon. */
export function isProven({ kind, statistic }: Pick<PurchaseDraft, "kind" | "statistic">): boolean {
  return kind === "statistics" ? statistic.release === "private" : !isHighFidelity(kind);
}

/**
 * What the nodes would plan the draft's private file by; null when a dataset does not publish how many patients it has. How many patients two
 * hospitals have in common nobody knows: at most as many as the smaller one has, which is what is planned with.
 */
export function planOf(
  { epsilon, delta, kind }: Pick<PurchaseDraft, "epsilon" | "delta" | "kind">,
  datasets: readonly DatasetSummary[],
): OrderPlan | null {
  const records = datasets.map((dataset) => dataset.records);
  if (records.length === 0 || !records.every((own) => own !== null)) return null;
  const numbers = patientNumbers(records);
  const patients = kind === "linked" ? Math.max(1, Math.min(...records)) : numbers.patients;
  return { epsilon, delta, ...numbers, patients };
}

/** Whether the datasets are used under a data permit and not by consent. */
export function needsPermit(datasets: readonly DatasetSummary[]): boolean {
  return datasets.some((dataset) => dataset.lane === "EHDS");
}

/** Purposes every chosen dataset allows, as a mask. */
export function commonPurposes(datasets: readonly DatasetSummary[]): number {
  return datasets.length === 0 ? 0 : datasets.reduce((mask, dataset) => mask & dataset.purposesMask, 0xff);
}
