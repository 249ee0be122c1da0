import { type Hex, SymbolonError } from "@symbolon/protocol";
import { MAX_DATASETS } from "../../mpc/mpcJob.ts";
import { rhoMicroFor } from "../../privacy/rhoMicroFor.ts";

/**
 * What all parties of a joint job in looks know beforehand. Which parts are measured, look after look, is a function of `subject` and of
 * what was opened before. One patient is in one hospital only: the caller's care, since no node could see otherwise; one who is in two
 * costs four times as much.
 */
export type PartsOrder = {
  readonly orderId: string;
  /** SHA-256 of the public description of what is measured. */
  readonly subject: Hex;
  readonly datasetIds: readonly string[];
  readonly epsilon: number;
  readonly delta: number;
  /** What may be spent: all that (epsilon, delta) allow, or a part of it. */
  readonly rhoMicro: bigint;
  /** Most patients of one hospital: how wide shared numbers are. A hospital with more cannot take part. */
  readonly mostPatients: number;
};

/** What may be spent, decided before anything is opened. */
export type PartsPlan = {
  readonly order: PartsOrder;
  readonly rhoMicro: bigint;
  /** Delta that is kept for noise of finite precision. */
  readonly ownDelta: number;
};

/** Part of an order's delta that its rho is calculated for. */
const MAIN_PART = 0.99;

/**
 * The plan of an order: the smaller of its budget and what zCDP looks may spend for epsilon at 0.99 delta (Canonne, Kamath, Steinke 2020,
 * Proposition 12); the hundredth is for the noise's finite precision (docs/proofs/joint-gaussian.md). Throws E1006 for an order that cannot
 * be run, RangeError for epsilon or delta out of range.
 */
export function planParts(order: PartsOrder): PartsPlan {
  const { datasetIds, epsilon, delta, mostPatients } = order;
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "joint order", reason });
  };
  if (datasetIds.length === 0 || datasetIds.length > MAX_DATASETS)
    refuse(`1 to ${MAX_DATASETS} datasets are needed`);
  if (new Set(datasetIds).size !== datasetIds.length) refuse("a dataset repeats");
  if (!(Number.isInteger(mostPatients) && mostPatients >= 1 && mostPatients < 2 ** 24))
    refuse("a hospital has 1 to 16,777,215 patients");
  let rhoMicro = rhoMicroFor(epsilon, MAIN_PART * delta);
  if (order.rhoMicro < rhoMicro) rhoMicro = order.rhoMicro;
  if (rhoMicro < 1n) refuse("there is no budget");
  return { order, rhoMicro, ownDelta: (1 - MAIN_PART) * delta };
}
