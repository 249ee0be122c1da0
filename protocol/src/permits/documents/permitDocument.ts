import { z } from "zod";
import { HEALTH_CATEGORIES } from "../../catalogue/healthCategories.ts";
import { canonicalJson } from "../../content/canonicalJson.ts";
import { address, bytes32, decimal, hexBytes } from "../../messages/scalars.ts";
import { PURPOSES } from "../../units/purposes.ts";
import { boundedWords, countryCode } from "./applicationParts.ts";
import { PERMIT_CONTEXT } from "./permitContext.ts";

const CONTEXT = canonicalJson(PERMIT_CONTEXT);

/**
 * `symbolon-data-permit/1`: a data permit as JSON-LD with the eight blocks of Regulation (EU) 2025/327 Art. 68(10)(a) to (h) and the roles of
 * Art. 74. Persons stand in it as salted commitments, so that it may be published as it is; its keccak256 is PermitRegistry's decisionHash.
 */
export const PermitDocument = z
  .strictObject({
    "@context": z
      .unknown()
      .refine((value) => canonicalJson(value) === CONTEXT, "it is not PERMIT_CONTEXT")
      .transform(() => PERMIT_CONTEXT),
    type: z.literal("eu-ehds:DataPermit"),
    id: z.string().regex(/^urn:symbolon:permit:\d+:0x[0-9a-f]{64}:[A-Z]{2}:v[1-9]\d*$/),
    format: z.literal("symbolon-data-permit/1"),
    applicableLegislation: z.literal("http://data.europa.eu/eli/reg/2025/327/oj"),
    applicationHash: bytes32,
    version: z.int().positive(),
    /** decisionHash of the version before; null for the first. */
    previous: bytes32.nullable(),
    issuer: z.strictObject({ account: address, name: boundedWords, country: countryCode }),
    holder: z.strictObject({ account: address, legalName: boundedWords }),
    /** (a) */
    data: z.strictObject({
      datasetIds: z.array(decimal).min(1).max(64),
      categories: z.array(z.enum(HEALTH_CATEGORIES.map(({ point }) => point))).min(1),
      specification: boundedWords,
      sources: boundedWords,
      format: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("anonymised") }),
        z.strictObject({ kind: z.literal("pseudonymised"), justification: boundedWords }),
      ]),
    }),
    /** (b) */
    purpose: z.strictObject({
      codes: z.array(z.enum(PURPOSES.map(({ code }) => code))).min(1),
      description: boundedWords,
    }),
    /** (c) */
    optOutException: z.strictObject({ applied: z.boolean(), reason: boundedWords }),
    /** (d): personIdentity of each. */
    authorisedPersons: z
      .array(z.strictObject({ role: z.enum(["principal-investigator", "researcher"]), identity: bytes32 }))
      .min(1)
      .max(200),
    /** (e): unix seconds. */
    duration: z.strictObject({ validFrom: z.int().positive(), validUntil: z.int().positive() }),
    /** (f) */
    environment: z.strictObject({ characteristics: boundedWords, tools: boundedWords }),
    /** (g) */
    fees: z.strictObject({ quoteHash: bytes32, currency: z.literal("EUR"), totalCents: decimal }),
    /** (h) */
    conditions: z.array(boundedWords).max(100),
    /** Art. 74. */
    roles: z
      .array(
        z.strictObject({ phase: boundedWords, controller: boundedWords, processor: boundedWords.nullable() }),
      )
      .min(1),
  })
  .superRefine(({ version, previous: before, authorisedPersons, duration, data }, context) => {
    const refuse = (message: string, path: string) =>
      context.addIssue({ code: "custom", message, path: [path] });
    if ((version === 1) !== (before === null))
      refuse("exactly the first version has no earlier one", "previous");
    if (authorisedPersons.filter(({ role }) => role === "principal-investigator").length !== 1)
      refuse("exactly one is the principal investigator", "authorisedPersons");
    if (duration.validUntil <= duration.validFrom) refuse("it ends before it starts", "duration");
    const ascending = data.datasetIds.every((id, i, ids) => i === 0 || BigInt(id) > BigInt(ids[i - 1]!));
    if (!ascending) refuse("the datasets do not ascend", "data");
  });
export type PermitDocument = z.infer<typeof PermitDocument>;

/** A permit document with the signature of the access body's account over its hash (PERMIT_DOCUMENT_TYPES). */
export const SignedPermitDocument = z.strictObject({ document: PermitDocument, signature: hexBytes });
export type SignedPermitDocument = z.infer<typeof SignedPermitDocument>;
