import { DISEASE_STATUS_CODE, PROFILE, SYSTEM } from "../fhir/codes.ts";
import { withoutEmpty } from "../fhir/withoutEmpty.ts";
import type { OmopRow } from "../omop/omopTables.ts";
import type { ExportContext } from "./exportContext.ts";
import { type FhirResource, resourceId } from "./fhirResource.ts";
import { writeConcept } from "./writeConcept.ts";
import { writeWhen } from "./writeWhen.ts";

/** An episode of disease state to the mCODE cancer disease status; `focus` is the condition it is of. */
export function exportDiseaseStatus(
  context: ExportContext,
  episode: OmopRow<"episode">,
  focus: { readonly id: number; readonly isCancer: boolean } | undefined,
): FhirResource {
  return withoutEmpty({
    resourceType: "Observation",
    id: resourceId("episode", episode.episode_id),
    meta: focus === undefined || focus.isCancer ? { profile: [PROFILE.diseaseStatus] } : undefined,
    status: "final",
    code: { coding: [{ system: SYSTEM.loinc, code: DISEASE_STATUS_CODE }] },
    subject: context.patient,
    focus:
      focus === undefined ? undefined : [{ reference: `Condition/${resourceId("condition", focus.id)}` }],
    effectiveDateTime: writeWhen(episode.episode_start_date, episode.episode_start_datetime),
    valueCodeableConcept: writeConcept(context, episode.episode_source_value, episode.episode_concept_id),
  });
}
