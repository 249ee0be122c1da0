import { z } from "zod";
import { boundedWords, commonParts } from "./applicationParts.ts";

/**
 * `symbolon-data-request/1`: a health data request, Regulation (EU) 2025/327 Art. 69(2)(a) to (g). It names no person with access, because
 * nobody gets any: the answer is a statistic.
 */
export const DataRequest = z.strictObject({
  format: z.literal("symbolon-data-request/1"),
  ...commonParts,
  /** (d): what is to be counted, by what. */
  statisticalContent: boundedWords,
  /** (f): how the processing complies with Art. 6(1) GDPR. */
  lawfulBasis: boundedWords,
});
export type DataRequest = z.infer<typeof DataRequest>;
