import type { CaseId } from "../../data/gateway/permitTypes.ts";

/**
 * What a form answers in a case that is there already: an application returned as incomplete (Art. 68(4)), or the offer of a statistical answer, which is
 * agreed to by a data request over the case's datasets (Art. 68(3)). `sequence` is the number of the act that it will be.
 */
export type CaseAnswer = CaseId & {
  readonly kind: "completes" | "agrees";
  readonly sequence: number;
  readonly datasetIds: readonly string[];
};
