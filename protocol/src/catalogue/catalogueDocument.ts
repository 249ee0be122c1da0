import { z } from "zod";

const literal = z.union([
  z.string(),
  z.looseObject({ "@value": z.union([z.string(), z.number()]), "@language": z.string().optional() }),
]);
const literals = z.union([literal, z.array(literal).min(1)]);

/**
 * The part of a HealthDCAT-AP entry (JSON-LD, one dcat:Dataset node with the prefixes of CATALOGUE_CONTEXT) that the market reads; everything
 * else is kept as it is. Entries from elsewhere pass when they write these members under the same names.
 */
export const CatalogueDocument = z.looseObject({
  "@context": z.unknown(),
  "@id": z.string().min(1),
  "@type": z.union([
    z.literal("dcat:Dataset"),
    z.array(z.string()).refine((types) => types.includes("dcat:Dataset")),
  ]),
  "dct:title": literals,
  "dct:description": literals,
  "dct:identifier": literals,
  "dcat:keyword": literals.optional(),
  "dcat:distribution": z.unknown(),
  "healthdcatap:numberOfRecords": z.union([z.number(), literal]).optional(),
});
export type CatalogueDocument = z.infer<typeof CatalogueDocument>;
