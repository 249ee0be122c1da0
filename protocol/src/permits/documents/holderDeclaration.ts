import { z } from "zod";
import { decimal } from "../../messages/scalars.ts";
import { boundedWords, isoDay } from "./applicationParts.ts";

/** Whether the duties of holders are a holder's at all (Art. 50(1)): natural persons and micro-enterprises have none, unless national law says so. */
export const HOLDER_CLASSES = ["obliged", "micro-enterprise", "natural-person"] as const;
/** Why a part of a dataset is protected (Art. 52(1)). */
export const PROTECTION_GROUNDS = ["intellectual-property", "trade-secret", "regulatory-protection"] as const;

const sorted = (list: readonly string[]) => list.every((each, i) => i === 0 || each > list[i - 1]!);

/**
 * `symbolon-holder-declaration/1`: what a holder declares of one dataset of the EHDS lane, beside its catalogue entry (Regulation (EU) 2025/327).
 * The dataset's owner signs it; the latest one counts. A derived dataset names its sources, a protected column why it is protected.
 */
export const HolderDeclaration = z
  .strictObject({
    format: z.literal("symbolon-holder-declaration/1"),
    chainId: z.int().positive(),
    datasetId: decimal,
    /** Art. 50(1). */
    holderClass: z.enum(HOLDER_CLASSES),
    /** The national law that extends the duties to this exempt holder (Art. 50(2)); null where there is none. */
    nationalExtension: boundedWords.nullable(),
    /** False: the records identify nobody, so that there is nothing to opt out of (Art. 71(8)). */
    identifiable: z.boolean(),
    /** Made from other datasets, e.g. enriched or synthetic under a permit (Art. 51(3)). */
    isDerived: z.boolean(),
    /** What it was made from: the IRI of a catalogue entry, and the permit, where there was one. */
    derivedFrom: z.array(z.strictObject({ dataset: z.url(), permitId: decimal.nullable() })).max(64),
    /** Columns that previews, samples and counts leave out (Art. 52(2)), by name, ascending. */
    protectedColumns: z
      .array(
        z.strictObject({
          column: z.string().min(1).max(200),
          ground: z.enum(PROTECTION_GROUNDS),
          justification: boundedWords,
        }),
      )
      .max(200),
    /** Where non-personal data are open to everybody without payment (Art. 60(5)); null where they are not. */
    openAccessUrl: z.url({ protocol: /^https$/ }).nullable(),
    /** When the holder last checked the description (Art. 60(3)). */
    reviewedOn: isoDay,
  })
  .superRefine((declaration, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const { holderClass, nationalExtension, isDerived, derivedFrom, protectedColumns } = declaration;
    if (holderClass === "obliged" && nationalExtension !== null)
      refuse("nationalExtension", "only an exempt holder's duties are extended");
    if (isDerived !== derivedFrom.length > 0)
      refuse("derivedFrom", "exactly a derived dataset names what it was made from (Art. 51(3))");
    if (!sorted(protectedColumns.map(({ column }) => column)))
      refuse("protectedColumns", "the columns do not ascend");
    if (declaration.openAccessUrl !== null && declaration.identifiable)
      refuse("openAccessUrl", "only data that identify nobody are open to everybody");
  });
export type HolderDeclaration = z.infer<typeof HolderDeclaration>;
