import { EXTENSION } from "../fhir/keptShapes.ts";
import { withoutEmpty } from "../fhir/withoutEmpty.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import type { OmopRow } from "../omop/omopTables.ts";
import type { ExportContext } from "./exportContext.ts";
import { factsOf } from "./factsOf.ts";
import type { FhirResource } from "./fhirResource.ts";
import { writeWhen } from "./writeWhen.ts";

const CODES = new Set(["male", "female", "other", "unknown"]);
const GENDERS: ReadonlyMap<number, string> = new Map([
  [CONCEPT.male, "male"],
  [CONCEPT.female, "female"],
]);

/** person, death and observation period to Patient (R4): gender, year of birth, death; the pseudonym is its id. */
export function exportPatient(
  context: ExportContext,
  person: OmopRow<"person">,
  parts: {
    readonly death: OmopRow<"death"> | undefined;
    /** When the person was observed, if that is longer than the facts. */
    readonly observed: { readonly start: string; readonly end: string } | undefined;
  },
): FhirResource {
  const { death, observed } = parts;
  const { gender_source_value: source = "" } = person;
  const precision = factsOf(context, null, "endPrecision")[0]?.value_source_value;
  return withoutEmpty({
    resourceType: "Patient",
    id: context.patient.reference.slice("Patient/".length),
    extension: observed === undefined ? undefined : [{ url: EXTENSION.observed, valuePeriod: observed }],
    gender: GENDERS.get(person.gender_concept_id) ?? (CODES.has(source) ? source : undefined),
    birthDate: String(person.year_of_birth).padStart(4, "0"),
    deceasedDateTime:
      death === undefined ? undefined : writeWhen(death.death_date, death.death_datetime, precision),
    deceasedBoolean: death === undefined && factsOf(context, null, "deceased").length > 0 ? true : undefined,
  });
}
