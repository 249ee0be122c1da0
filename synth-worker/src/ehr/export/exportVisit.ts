import { SYSTEM } from "../fhir/codes.ts";
import { withoutEmpty } from "../fhir/withoutEmpty.ts";
import type { FactName } from "../import/attachFact.ts";
import { VISIT_CONCEPTS } from "../import/visitConcepts.ts";
import { CONCEPT } from "../omop/conceptIds.ts";
import type { OmopRow } from "../omop/omopTables.ts";
import { readSourceValue } from "../omop/sourceValue.ts";
import type { ExportContext } from "./exportContext.ts";
import { factsOf } from "./factsOf.ts";
import { type FhirResource, resourceId } from "./fhirResource.ts";
import { writeWhen } from "./writeWhen.ts";

/** The class whose standard concept a visit has, where no source says it. */
const CLASSES: ReadonlyMap<number, string> = new Map([
  [CONCEPT.outpatientVisit, "AMB"],
  [CONCEPT.inpatientVisit, "IMP"],
  [CONCEPT.emergencyVisit, "EMER"],
]);

/** visit_occurrence to Encounter (R4). Its status is finished: a visit in OMOP took place. */
export function exportVisit(context: ExportContext, visit: OmopRow<"visit_occurrence">): FhirResource {
  const owner = { field: CONCEPT.fieldVisit, id: visit.visit_occurrence_id };
  const precision = (name: FactName) => factsOf(context, owner, name)[0]?.value_source_value;
  const isOpen = factsOf(context, owner, "openEnd").length > 0;
  return {
    resourceType: "Encounter",
    id: resourceId("visit", visit.visit_occurrence_id),
    status: "finished",
    ...classOf(context, visit),
    subject: context.patient,
    period: withoutEmpty({
      start: writeWhen(visit.visit_start_date, visit.visit_start_datetime, precision("startPrecision")),
      end: isOpen
        ? undefined
        : writeWhen(visit.visit_end_date, visit.visit_end_datetime, precision("endPrecision")),
    }),
  };
}

/** Encounter.class is one coding: the source's, else that of the visit's concept. What it does not say of the concept, Encounter.type does. */
function classOf(context: ExportContext, visit: OmopRow<"visit_occurrence">) {
  const { visit_concept_id: concept, visit_source_value: source } = visit;
  const omop = { system: SYSTEM.omop, code: String(concept) };
  if (source === undefined) {
    const known = CLASSES.get(concept);
    return { class: known === undefined ? omop : { system: SYSTEM.actCode, code: known } };
  }
  const { system, code } = readSourceValue(source, context.names);
  const isSaid = (system === undefined || system === SYSTEM.actCode) && VISIT_CONCEPTS.get(code) === concept;
  return {
    class: withoutEmpty({ system, code }),
    ...(isSaid || concept === CONCEPT.none ? {} : { type: [{ coding: [omop] }] }),
  };
}
