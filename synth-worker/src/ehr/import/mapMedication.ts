import { omopDate, omopDatetime } from "../dates/omopDates.ts";
import type { Kept, KeptConcept } from "../fhir/keptShapes.ts";
import { referenceKey } from "../fhir/referenceKey.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import { attachPrecision } from "./attachFact.ts";
import { coded } from "./coded.ts";
import { extendSpan, factDate, visitOf } from "./factDate.ts";
import type { PersonContext } from "./importContext.ts";
import { unitSource } from "./unitSource.ts";

const NOT_ORDERED = new Set(["cancelled", "entered-in-error", "draft"]);
const ORDERS = new Set(["order", "original-order", "reflex-order", "filler-order", "instance-order"]);
const NOT_GIVEN = new Set(["not-done", "entered-in-error", "unknown"]);

/** MedicationRequest (R4) to drug_exposure of type prescription. The reason when it cannot be taken over, else null. */
export function mapMedicationRequest(
  context: PersonContext,
  request: Kept<"MedicationRequest">,
): string | null {
  if (NOT_ORDERED.has(request.status ?? "") || request.doNotPerform === true)
    return "it was not ordered, or to be withheld";
  if (request.intent !== undefined && !ORDERS.has(request.intent)) return "it is no order";
  const { dispenseRequest: dispense } = request;
  const supply = dispense?.expectedSupplyDuration;
  const isDays = supply?.code === "d" || (supply?.code === undefined && supply?.unit === "d");
  return addExposure(context, "MedicationRequest", request, {
    texts: [request.authoredOn],
    endText: dispense?.validityPeriod?.end,
    encounter: request.encounter,
    route: request.dosageInstruction?.[0]?.route,
    columns: {
      drug_type_concept_id: CONCEPT.fromPrescription,
      stop_reason: request.status === "stopped" ? "stopped" : undefined,
      refills: wholeOf(dispense?.numberOfRepeatsAllowed),
      quantity: dispense?.quantity?.value,
      days_supply: isDays ? wholeOf(supply?.value) : undefined,
      dose_unit_source_value: unitSource(context, dispense?.quantity),
    },
  });
}

/** MedicationAdministration (R4) to drug_exposure of type administration. The reason when it cannot be taken over, else null. */
export function mapMedicationAdministration(
  context: PersonContext,
  administration: Kept<"MedicationAdministration">,
): string | null {
  if (NOT_GIVEN.has(administration.status ?? "")) return "it was not given";
  const { dosage, effectivePeriod } = administration;
  return addExposure(context, "MedicationAdministration", administration, {
    texts: [administration.effectiveDateTime, effectivePeriod?.start],
    endText: effectivePeriod?.end,
    encounter: administration.context,
    route: dosage?.route,
    columns: {
      drug_type_concept_id: CONCEPT.fromAdministration,
      stop_reason: administration.status === "stopped" ? "stopped" : undefined,
      quantity: dosage?.dose?.value,
      dose_unit_source_value: unitSource(context, dosage?.dose),
    },
  });
}

type Exposure = PersonContext["tables"]["drug_exposure"][number];

function addExposure(
  context: PersonContext,
  resourceType: string,
  given: Pick<Kept<"MedicationRequest">, "medicationCodeableConcept" | "medicationReference">,
  parts: {
    readonly texts: readonly (string | undefined)[];
    readonly endText: string | undefined;
    readonly encounter: { readonly reference?: string } | undefined;
    readonly route: KeptConcept | undefined;
    readonly columns: Partial<Exposure> & Pick<Exposure, "drug_type_concept_id">;
  },
): string | null {
  const key = referenceKey(given.medicationReference?.reference);
  const medication =
    given.medicationCodeableConcept ?? (key === undefined ? undefined : context.medicationOf(key));
  const code = coded(context, `${resourceType}.medication`, medication);
  if (code === null) return "no code that can be kept";
  const start = factDate(context, resourceType, parts.texts, parts.encounter);
  if (start === null) return "no date";
  const end = context.endOf(start, parts.endText);
  if (end === null && parts.endText !== undefined)
    context.tally.drop(`${resourceType} end (not a date, or before the start)`);
  const route = coded(context, `${resourceType}.route`, parts.route);
  const id = context.nextId("drug_exposure");
  context.tables.drug_exposure.push({
    drug_exposure_id: id,
    person_id: context.personId,
    drug_concept_id: code.conceptId,
    drug_exposure_start_date: omopDate(start),
    drug_exposure_start_datetime: omopDatetime(start),
    drug_exposure_end_date: omopDate(end ?? start),
    drug_exposure_end_datetime: omopDatetime(end),
    verbatim_end_date: end === null ? undefined : omopDate(end),
    route_concept_id: route?.conceptId,
    visit_occurrence_id: visitOf(context, parts.encounter)?.id,
    drug_source_value: code.source,
    route_source_value: route?.source,
    ...parts.columns,
  });
  if (end === null) context.tally.infer(`${resourceType}: end set to its start`);
  const owner = { id, field: CONCEPT.fieldDrug, start };
  attachPrecision(context, owner, "startPrecision", start);
  if (end !== null) attachPrecision(context, owner, "endPrecision", end);
  extendSpan(context, start, end);
  return null;
}

/** A whole number, or nothing: OMOP's column is an integer. */
function wholeOf(value: number | undefined): number | undefined {
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}
