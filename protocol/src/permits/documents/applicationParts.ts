import { z } from "zod";
import { HEALTH_CATEGORIES } from "../../catalogue/healthCategories.ts";
import { address, bytes32, decimal } from "../../messages/scalars.ts";
import { PURPOSES } from "../../units/purposes.ts";
import { PROHIBITED_USES } from "./prohibitedUses.ts";

/** Words of a person: not empty, and bounded so that a body stays small. */
export const boundedWords = z.string().trim().min(1).max(20_000);
/** ISO 3166-1 alpha-2. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/);
/** `YYYY-MM-DD`. */
export const isoDay = z.iso.date();

const PUBLIC_CLASSES = ["public-health-body", "public-body", "union-body"] as const;

/** Kinds of applicant that fees (Art. 62(1)), purposes (Art. 53(2)) and clocks (Art. 68(6)) look at. */
export const ApplicantClass = z.enum([
  ...PUBLIC_CLASSES,
  "university",
  "company",
  "micro-enterprise",
  "natural-person",
  "other",
]);
export type ApplicantClass = z.infer<typeof ApplicantClass>;

/** True for public sector bodies and Union institutions, bodies, offices and agencies. */
export function isPublicBody(applicantClass: ApplicantClass): boolean {
  return (PUBLIC_CLASSES as readonly string[]).includes(applicantClass);
}

/** Who applies: identity, functions and activities (Art. 67(2)(a), 69(2)(a)). `mandate` names the public body it acts for (Art. 53(2)). */
export const Applicant = z.strictObject({
  legalName: boundedWords,
  applicantClass: ApplicantClass,
  country: countryCode,
  activities: boundedWords,
  mandate: z.strictObject({ mandator: boundedWords, documentHash: bytes32 }).optional(),
});
export type Applicant = z.infer<typeof Applicant>;

/** One dataset asked for (Art. 67(2)(d), 69(2)(c)). */
export const RequestedData = z.strictObject({
  country: countryCode,
  datasetId: decimal,
  categories: z.array(z.enum(HEALTH_CATEGORIES.map(({ point }) => point))).min(1),
  scope: boundedWords,
  timeRange: z.strictObject({ from: isoDay, until: isoDay }).refine(({ from, until }) => from <= until, {
    message: "it ends before it starts",
  }),
  format: boundedWords,
  sources: boundedWords,
  coverage: boundedWords.optional(),
});
export type RequestedData = z.infer<typeof RequestedData>;

/** What an application (Art. 67) and a request (Art. 69) both say. */
export const commonParts = {
  chainId: z.int().positive(),
  /** Who signs, and who acts in the proceedings. */
  account: address.transform((value) => value.toLowerCase() as typeof value),
  applicant: Applicant,
  /** What the public register shows; names nobody. */
  summary: z.strictObject({ title: boundedWords, text: boundedWords }),
  /** Codes of Art. 53(1); free text alone is no purpose. */
  purposes: z
    .array(z.enum(PURPOSES.map(({ code }) => code)))
    .min(1)
    .refine((codes) => new Set(codes).size === codes.length, "a purpose repeats"),
  use: z.strictObject({ explanation: boundedWords, benefit: boundedWords, contribution: boundedWords }),
  data: z
    .array(RequestedData)
    .min(1)
    .max(64)
    .refine(
      (list) => new Set(list.map(({ datasetId }) => datasetId)).size === list.length,
      "a dataset repeats",
    ),
  safeguards: boundedWords,
  /** Justification that national law asks for (Art. 67(2)(k), 69(2)(g), 71(4)). */
  optOutException: z.strictObject({ nationalLaw: boundedWords, justification: boundedWords }).optional(),
  /** The applicant attests that the data serve none of the five prohibited uses (Art. 54), each on its own. */
  attestations: z
    .array(z.enum(PROHIBITED_USES.map(({ code }) => code)))
    .refine(
      (codes) => codes.length === PROHIBITED_USES.length && new Set(codes).size === codes.length,
      "each of the five uses of Art. 54 has to be attested",
    ),
  /** Nobody will be re-identified (Art. 61(3)). */
  noReidentification: z.literal(true),
};
