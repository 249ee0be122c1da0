import { PROFILE, SYSTEM } from "../fhir/codes.ts";
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

/**
 * condition_occurrence to Condition (R4), its linked rows put back. `isCancer` is whether an episode of first occurrence names it: then it is an mCODE primary
 * cancer condition, on the problem list, and claims the profile once its clinical status is known.
 */
export function exportCondition(
  context: ExportContext,
  condition: OmopRow<"condition_occurrence">,
  parts: { readonly isCancer: boolean; readonly stages: readonly OmopRow<"measurement">[] },
): FhirResource {
  const owner = { field: CONCEPT.fieldCondition, id: condition.condition_occurrence_id };
  const word = (name: FactName) => factsOf(context, owner, name)[0]?.value_source_value;
  const recorded = factsOf(context, owner, "recordedDate")[0];
  const [clinical = "", verification = ""] = (condition.condition_status_source_value ?? "").split("/");
  const histology = factsOf(context, owner, "histology").map(conceptOfFact);
  const sites = factsOf(context, owner, "bodySite").map(conceptOfFact);
  const isStartRecorded = recorded?.qualifier_source_value === "start";
  const { visit_occurrence_id: visitId } = condition;
  return withoutEmpty({
    resourceType: "Condition",
    id: resourceId("condition", condition.condition_occurrence_id),
    meta: parts.isCancer && clinical !== "" ? { profile: [PROFILE.primaryCancer] } : undefined,
    extension:
      histology[0] === undefined
        ? undefined
        : [{ url: EXTENSION.histology, valueCodeableConcept: histology[0] }],
    clinicalStatus: status(SYSTEM.clinicalStatus, clinical),
    verificationStatus: status(SYSTEM.verificationStatus, verification),
    category: parts.isCancer ? [status(SYSTEM.conditionCategory, "problem-list-item")] : undefined,
    code: writeConcept(context, condition.condition_source_value, condition.condition_concept_id),
    bodySite: sites.length === 0 ? undefined : sites,
    subject: context.patient,
    encounter: visitId === undefined ? undefined : { reference: `Encounter/${resourceId("visit", visitId)}` },
    onsetDateTime: isStartRecorded
      ? undefined
      : writeWhen(condition.condition_start_date, condition.condition_start_datetime, word("startPrecision")),
    abatementDateTime:
      condition.condition_end_date === undefined
        ? undefined
        : writeWhen(condition.condition_end_date, condition.condition_end_datetime, word("endPrecision")),
    recordedDate:
      recorded === undefined
        ? undefined
        : writeWhen(recorded.observation_date, recorded.observation_datetime, word("recordedPrecision")),
    stage:
      parts.stages.length === 0
        ? undefined
        : parts.stages.map((stage) => ({
            summary: writeConcept(context, stage.value_source_value, stage.value_as_concept_id),
          })),
  });

  function conceptOfFact(fact: OmopRow<"observation">) {
    return writeConcept(context, fact.value_source_value, fact.value_as_concept_id);
  }
}

function status(system: string, code: string) {
  return code === "" ? undefined : { coding: [{ system, code }] };
}
