import { EXTENSION } from "../fhir/keptShapes.ts";
import { withoutEmpty } from "../fhir/withoutEmpty.ts";
import type { FactName } from "../import/attachFact.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import type { OmopRow } from "../omop/omopTables.ts";
import type { ExportContext } from "./exportContext.ts";
import { factsOf } from "./factsOf.ts";
import { type FhirResource, resourceId } from "./fhirResource.ts";
import { writeConcept } from "./writeConcept.ts";
import { writeWhen } from "./writeWhen.ts";

/** procedure_occurrence to Procedure (R4). Its status is completed: a procedure in OMOP took place. */
export function exportProcedure(
  context: ExportContext,
  procedure: OmopRow<"procedure_occurrence">,
): FhirResource {
  const owner = { field: CONCEPT.fieldProcedure, id: procedure.procedure_occurrence_id };
  const word = (name: FactName) => factsOf(context, owner, name)[0]?.value_source_value;
  const intent = writeConcept(context, procedure.modifier_source_value, procedure.modifier_concept_id);
  const sites = factsOf(context, owner, "bodySite").map((fact) =>
    writeConcept(context, fact.value_source_value, fact.value_as_concept_id),
  );
  const { visit_occurrence_id: visitId, procedure_end_date: end } = procedure;
  const start = writeWhen(procedure.procedure_date, procedure.procedure_datetime, word("startPrecision"));
  return withoutEmpty({
    resourceType: "Procedure",
    id: resourceId("procedure", procedure.procedure_occurrence_id),
    extension: intent === undefined ? undefined : [{ url: EXTENSION.intent, valueCodeableConcept: intent }],
    status: "completed",
    code: writeConcept(context, procedure.procedure_source_value, procedure.procedure_concept_id),
    subject: context.patient,
    encounter: visitId === undefined ? undefined : { reference: `Encounter/${resourceId("visit", visitId)}` },
    performedDateTime: end === undefined ? start : undefined,
    performedPeriod:
      end === undefined
        ? undefined
        : { start, end: writeWhen(end, procedure.procedure_end_datetime, word("endPrecision")) },
    bodySite: sites.length === 0 ? undefined : sites,
  });
}
