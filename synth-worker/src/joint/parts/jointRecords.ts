import type { PublicDomain } from "../../sequences/private/publicDomain.ts";
import type { SequenceSchema } from "../../sequences/records/sequenceSchema.ts";

/** What is public of a joint model of patients over time. */
export type JointRecords = {
  readonly schema: SequenceSchema;
  readonly domain: PublicDomain;
  /** Share of the budget for the patients' own table (default fitPrivateRecords'). */
  readonly patientShare?: number;
};
