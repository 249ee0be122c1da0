import type { VerticalJob } from "../verticalJob.ts";

/** One-hot columns of a holder's attributes; 0 for a holder that the job does not have. */
export function holderColumns({ attributes }: Pick<VerticalJob, "attributes">, holder: number): number {
  return attributes.reduce((sum, attribute) => sum + (attribute.holder === holder ? attribute.levels : 0), 0);
}
