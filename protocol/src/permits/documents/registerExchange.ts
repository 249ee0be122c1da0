import { z } from "zod";
import { bytes32, decimal } from "../../messages/scalars.ts";
import { boundedWords, countryCode } from "./applicationParts.ts";

const seconds = z.int().positive();

/** An entry of a hub's public register as another hub receives it. */
const Entry = z.strictObject({
  applicationHash: bytes32,
  country: countryCode,
  lane: z.enum(["permit", "request"]),
  accessBody: boundedWords,
  applicant: boundedWords.nullable(),
  applicantClass: z.string().min(1).max(40),
  title: boundedWords,
  summary: boundedWords,
  purposes: z.array(z.string().max(80)).max(20),
  categories: z.array(z.string().max(5)).max(20),
  datasetIds: z.array(decimal).max(64),
  state: z.string().max(40),
  receivedAt: seconds,
  decidedAt: seconds.nullable(),
  refusal: z.strictObject({ code: z.string().max(40), justification: boundedWords }).nullable(),
  permit: z
    .strictObject({
      permitId: decimal,
      version: z.int().positive(),
      decisionHash: bytes32,
      issuedAt: seconds,
      validFrom: seconds,
      validUntil: seconds,
      feeCents: decimal,
    })
    .nullable(),
  results: z.strictObject({ url: z.url(), digest: bytes32, publishedAt: seconds }).nullable(),
  sequence: z.int().min(0),
});

/**
 * `symbolon-register-exchange/1`: a page of one country's public register, and which catalogue entries its datasets have, for the national contact
 * point of another country (Regulation (EU) 2025/327 Art. 75). Applications, decisions and metadata travel; there is no field that a record of
 * a patient, or a document that is sealed to an access body, could travel in. It is a file format of this project: the message formats and the
 * secure delivery of HealthData@EU are not in it.
 */
export const RegisterExchange = z
  .strictObject({
    format: z.literal("symbolon-register-exchange/1"),
    chainId: z.int().positive(),
    country: countryCode,
    madeAt: seconds,
    offset: z.int().min(0),
    entries: z.array(Entry).max(100),
    catalogue: z.array(z.strictObject({ datasetId: decimal, catalogueDigest: bytes32 })).max(6400),
  })
  .refine(({ country, entries }) => entries.every((entry) => entry.country === country), {
    message: "an entry is of another country",
    path: ["entries"],
  });
export type RegisterExchange = z.infer<typeof RegisterExchange>;
