import { z } from "zod";

/**
 * What a column is about, by a code of a clinical vocabulary: `system` is the code system's URI as FHIR names it, `code` a code of it, and `resource` what a
 * cell states in FHIR R4: a finding or measurement with its value, or a diagnosis that the patient has where the cell is "yes".
 */
export const ColumnConcept = z.strictObject({
  system: z
    .string()
    .max(200)
    .regex(/^(https?:\/\/|urn:)[^\s"<>]+$/, "the code system is named by its URI"),
  code: z
    .string()
    .max(60)
    .regex(/^[^\s]+( [^\s]+)*$/, "a code of the system is needed"),
  resource: z.enum(["Observation", "Condition"]),
});
export type ColumnConcept = Readonly<z.infer<typeof ColumnConcept>>;
