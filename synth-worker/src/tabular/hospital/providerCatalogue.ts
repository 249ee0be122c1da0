import { DUO_TERMS, VOCABULARIES, type Vocabulary } from "@symbolon/protocol";
import { z } from "zod";

const text = z.string().min(1);
const years = z.int().min(0).max(150);
/** Codes of a list: last parts of its IRIs. */
const codesOf = ({ pattern }: Vocabulary) =>
  z
    .array(z.string().regex(new RegExp(`^${pattern}$`)))
    .max(50)
    .default([]);
const duoTerms = DUO_TERMS.filter(({ kind }) => kind !== "root").map(({ id }) => id);

/**
 * What HealthDCAT-AP wants of a dataset beside the rest of a provider's configuration. What is left out is not told, and the dataset is not found by
 * it: nothing is guessed from the records.
 */
export const ProviderCatalogue = z
  .strictObject({
    hdab: z.strictObject({ name: text, page: z.url() }),
    healthThemes: z.array(text).default([]),
    populationCoverage: text,
    legalBasis: text,
    provenance: text,
    accessUrl: z.url(),
    /** E.g. ICD-10. */
    codingSystems: codesOf(VOCABULARIES.codingSystem),
    /** E.g. OMOP-CDM. */
    standards: codesOf(VOCABULARIES.standard),
    /** Where the people are from: codes of the EU table of countries, e.g. FIN. */
    countries: z
      .array(z.string().regex(/^[A-Z]{3}$/))
      .max(50)
      .default([]),
    /** First and last day of the collection. */
    period: z.strictObject({ start: z.iso.date(), end: z.iso.date() }).exactOptional(),
    /** Years. */
    typicalAge: z.strictObject({ min: years, max: years }).exactOptional(),
    /** Conditions under which the people allowed the use, as terms of the Data Use Ontology; `values` where a term needs them (DUO_TERMS). */
    dataUse: z
      .array(z.strictObject({ duo: z.enum(duoTerms), values: z.array(text).min(1).exactOptional() }))
      .min(1)
      .exactOptional(),
    /** The holder is a trusted one (Art. 72). */
    trustedDataHolder: z.boolean().exactOptional(),
    /** The data were collected with public funding; `labelUrl` is then needed (Art. 78(2)). */
    publicFunding: z.boolean().exactOptional(),
    labelUrl: z.url().exactOptional(),
  })
  .superRefine(({ period, typicalAge, dataUse = [], publicFunding, labelUrl }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (period !== undefined && period.start > period.end) refuse("period", "it ends before it starts");
    if (typicalAge !== undefined && typicalAge.min > typicalAge.max) refuse("typicalAge", "min is above max");
    for (const { duo, values } of dataUse) {
      const { value } = DUO_TERMS.find(({ id }) => id === duo)!;
      if ((value === null) !== (values === undefined))
        refuse("dataUse", `${duo} has ${value === null ? "no value" : `a value: ${value}`}`);
    }
    if (publicFunding === true && labelUrl === undefined)
      refuse("labelUrl", "needed with public funding (Art. 78(2))");
  });
