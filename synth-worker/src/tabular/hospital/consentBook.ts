import { type Hex, parseDocument } from "@symbolon/protocol";
import { z } from "zod";

const hex = (bytes: number) =>
  z.custom<Hex>(
    (value) => typeof value === "string" && new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`).test(value),
    `${bytes} bytes as 0x hex`,
  );

/** One patient's consent as the hospital keeps it: everything needed to withdraw it, nothing of it public before that. */
const ConsentEntry = z.strictObject({
  /** Record number, from 0. */
  row: z.int().min(0),
  subject: z.string(),
  given: z.string(),
  salt: hex(32),
  recordHash: hex(32),
  consentKey: hex(20),
  privateKey: hex(32),
  nullifier: hex(32),
  /** Place in the shuffled tree. */
  leafIndex: z.int().min(0),
});
export type ConsentEntry = Readonly<z.infer<typeof ConsentEntry>>;

/** `consents.json` in the state folder (mode 600): the hospital's secrets for one listed file. */
const ConsentBook = z.strictObject({
  format: z.literal("symbolon-consent-book/1"),
  /** sha256 of the file the consents belong to, hexadecimal. */
  fileDigest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Key of the holdout split. */
  holdoutSecret: hex(32),
  root: hex(32),
  consents: z.array(ConsentEntry).min(1),
});
export type ConsentBook = Readonly<Omit<z.infer<typeof ConsentBook>, "consents">> & {
  readonly consents: readonly ConsentEntry[];
};

/** Parses a consent book; throws E1006 naming the first fault. */
export function parseConsentBook(value: unknown): ConsentBook {
  return parseDocument(ConsentBook, value, "consent book");
}
