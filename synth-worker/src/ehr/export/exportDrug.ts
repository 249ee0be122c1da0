import { withoutEmpty } from "../fhir/withoutEmpty.ts";
import type { FactName } from "../import/attachFact.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import type { OmopRow } from "../omop/omopTables.ts";
import type { ExportContext } from "./exportContext.ts";
import { factsOf } from "./factsOf.ts";
import { type FhirResource, resourceId } from "./fhirResource.ts";
import { writeConcept } from "./writeConcept.ts";
import { writeQuantity } from "./writeQuantity.ts";
import { writeWhen } from "./writeWhen.ts";

/**
 * drug_exposure to MedicationAdministration where its type says administration, else to MedicationRequest (R4). OMOP does not keep the status of a request, so
 * it is unknown unless it was stopped. Only an end that was stated is written.
 */
export function exportDrug(context: ExportContext, drug: OmopRow<"drug_exposure">): FhirResource {
  const owner = { field: CONCEPT.fieldDrug, id: drug.drug_exposure_id };
  const word = (name: FactName) => factsOf(context, owner, name)[0]?.value_source_value;
  const start = writeWhen(
    drug.drug_exposure_start_date,
    drug.drug_exposure_start_datetime,
    word("startPrecision"),
  );
  const end =
    drug.verbatim_end_date === undefined
      ? undefined
      : writeWhen(drug.verbatim_end_date, drug.drug_exposure_end_datetime, word("endPrecision"));
  const route = writeConcept(context, drug.route_source_value, drug.route_concept_id);
  const quantity =
    drug.quantity === undefined
      ? undefined
      : writeQuantity(context, drug.quantity, { unit: drug.dose_unit_source_value });
  const { visit_occurrence_id: visitId } = drug;
  const visit =
    visitId === undefined ? undefined : { reference: `Encounter/${resourceId("visit", visitId)}` };
  const isStopped = drug.stop_reason === "stopped";
  const common = {
    id: resourceId("drug", drug.drug_exposure_id),
    medicationCodeableConcept: writeConcept(context, drug.drug_source_value, drug.drug_concept_id),
    subject: context.patient,
  };
  if (drug.drug_type_concept_id === CONCEPT.fromAdministration) {
    const dosage = withoutEmpty({ route, dose: quantity });
    return withoutEmpty({
      resourceType: "MedicationAdministration",
      ...common,
      status: isStopped ? "stopped" : "completed",
      context: visit,
      effectiveDateTime: end === undefined ? start : undefined,
      effectivePeriod: end === undefined ? undefined : { start, end },
      dosage: Object.keys(dosage).length === 0 ? undefined : dosage,
    });
  }
  const dispense = withoutEmpty({
    validityPeriod: end === undefined ? undefined : { end },
    numberOfRepeatsAllowed: drug.refills,
    quantity,
    expectedSupplyDuration:
      drug.days_supply === undefined
        ? undefined
        : { value: drug.days_supply, unit: "d", system: "http://unitsofmeasure.org", code: "d" },
  });
  return withoutEmpty({
    resourceType: "MedicationRequest",
    ...common,
    status: isStopped ? "stopped" : "unknown",
    intent: "order",
    encounter: visit,
    authoredOn: start,
    dosageInstruction: route === undefined ? undefined : [{ route }],
    dispenseRequest: Object.keys(dispense).length === 0 ? undefined : dispense,
  });
}
