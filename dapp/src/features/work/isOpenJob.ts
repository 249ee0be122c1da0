import type { WorkJob } from "../../data/gateway/decodeWorkJob.ts";

/** Paid and waiting for three nodes. */
export function isOpenJob({ state, status }: WorkJob): boolean {
  return state === "REQUESTED" && status === "ESCROWED";
}
