import { z } from "zod";
import { address, bytes32 } from "../../messages/scalars.ts";
import { boundedWords, commonParts, isoDay, isPublicBody } from "./applicationParts.ts";

/**
 * `symbolon-access-application/1`: a health data access application, Regulation (EU) 2025/327 Art. 67(2)(a) to (k), 67(4) and (5), over one or
 * several holders and countries. It names natural persons: it is sealed to the access bodies, and only its keccak256 is on chain.
 */
export const AccessApplication = z
  .strictObject({
    format: z.literal("symbolon-access-application/1"),
    ...commonParts,
    /** (a): who would have access; each with an account of their own, so that no group shares one (Art. 73(1)(d)). */
    persons: z
      .array(
        z.strictObject({
          name: boundedWords,
          account: address.transform((value) => value.toLowerCase() as typeof value),
          role: z.enum(["principal-investigator", "researcher"]),
          qualification: boundedWords,
        }),
      )
      .min(1)
      .max(200),
    /** (e): with a reason, and an account of Art. 6(1) GDPR (67(4)), where anonymised data would not do. */
    dataFormat: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("anonymised") }),
      z.strictObject({
        kind: z.literal("pseudonymised"),
        justification: boundedWords,
        lawfulBasis: boundedWords,
      }),
    ]),
    /** (f) */
    ownDatasets: z.array(boundedWords).optional(),
    /** (h); public bodies say when and how often instead (67(5)). */
    period: z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("months"),
        months: z.int().min(1).max(120),
        justification: boundedWords,
      }),
      z.strictObject({ kind: z.literal("recurring"), from: isoDay, until: isoDay, frequency: boundedWords }),
    ]),
    /** (i) */
    environment: z.strictObject({ tools: boundedWords, computing: boundedWords }),
    /** (j) */
    ethics: z.strictObject({ assessment: boundedWords, documentHash: bytes32 }).optional(),
  })
  .superRefine(({ persons, period, applicant }, context) => {
    const refuse = (message: string, path: string) =>
      context.addIssue({ code: "custom", message, path: [path] });
    if (persons.filter(({ role }) => role === "principal-investigator").length !== 1)
      refuse("exactly one is the principal investigator", "persons");
    if (new Set(persons.map(({ account }) => account)).size !== persons.length)
      refuse("two persons share an account", "persons");
    if (period.kind === "recurring" && !isPublicBody(applicant.applicantClass))
      refuse("recurring access is for public bodies (Art. 67(5))", "period");
  });
export type AccessApplication = z.infer<typeof AccessApplication>;
