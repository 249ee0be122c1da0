import { CONCEPT } from "../omop/conceptIds.ts";
import type { OmopRow, OmopTables } from "../omop/omopTables.ts";
import { vocabularyNames } from "../omop/vocabularyNames.ts";
import { exportCondition } from "./exportCondition.ts";
import type { ExportContext } from "./exportContext.ts";
import { exportDiseaseStatus } from "./exportDiseaseStatus.ts";
import { exportDrug } from "./exportDrug.ts";
import { exportFacts } from "./exportFacts.ts";
import { exportPatient } from "./exportPatient.ts";
import { exportProcedure } from "./exportProcedure.ts";
import { exportVisit } from "./exportVisit.ts";
import { factOfMeasurement, factOfObservation } from "./factRow.ts";
import type { FhirResource } from "./fhirResource.ts";
import { leftOutColumns } from "./leftOutColumns.ts";
import { observedBeyondFacts } from "./observedBeyondFacts.ts";

/** Resources of one person, the Patient first; a reference leads to one of them. */
export type PersonResources = { readonly personId: number; readonly resources: readonly FhirResource[] };

const STAGE = "Symbolon:stage";
const ID = /^[A-Za-z0-9\-.]{1,64}$/;
/** Episodes that are no states of a disease: regimen, cycle, episode of care. */
const TREATMENTS: ReadonlySet<number> = new Set([32531, 32532, 32533]);

/**
 * OMOP tables as FHIR R4 resources, person by person: what fhirToOmop makes of them is the same tables again. Ids are the rows' numbers, a person's the
 * pseudonym. `leaveOut` is told, once per cell or row, of what has no place: leftOutColumns, treatment episodes and the like.
 */
export function omopToFhir(
  tables: OmopTables,
  leaveOut: (what: string) => void = () => {},
): PersonResources[] {
  leftOutColumns(tables, leaveOut);
  const names = vocabularyNames(tables.vocabulary);
  const by = {
    visits: byPerson(tables.visit_occurrence),
    conditions: byPerson(tables.condition_occurrence),
    procedures: byPerson(tables.procedure_occurrence),
    drugs: byPerson(tables.drug_exposure),
    measurements: byPerson(tables.measurement),
    observations: byPerson(tables.observation),
    episodes: byPerson(tables.episode),
  };
  const observed = observedBeyondFacts(tables);
  const deaths = new Map(tables.death.map((death) => [death.person_id, death]));
  const eventsOf = Map.groupBy(tables.episode_event, ({ episode_id }) => episode_id);
  return tables.person.map((person) => {
    const { person_id: id, person_source_value: pseudonym = "" } = person;
    const of = <T>(map: ReadonlyMap<number, readonly T[]>): readonly T[] => map.get(id) ?? [];
    const patientId = ID.test(pseudonym) ? pseudonym : `person-${id}`;
    const [facts, observations] = parted(of(by.observations), isAttached);
    const context: ExportContext = {
      patient: { reference: `Patient/${patientId}` },
      names,
      facts: Map.groupBy(facts, ownerKey),
    };
    const [stages, measurements] = parted(
      of(by.measurements),
      ({ measurement_source_value }) => measurement_source_value === STAGE,
    );
    const episodes = of(by.episodes);
    const cancers = new Set(episodes.filter(isFirstOccurrence).flatMap(conditionsOf));
    const conditions = new Set(
      of(by.conditions).map(({ condition_occurrence_id }) => condition_occurrence_id),
    );
    const links = {
      isCancer: (condition: number) => cancers.has(condition),
      hasCondition: (condition: number) => conditions.has(condition),
      leaveOut,
    };
    const resources = [
      exportPatient(context, person, { death: deaths.get(id), observed: observed.get(id) }),
      ...of(by.visits).map((visit) => exportVisit(context, visit)),
      ...of(by.conditions).map((condition) =>
        exportCondition(context, condition, {
          isCancer: cancers.has(condition.condition_occurrence_id),
          stages: stages.filter(
            ({ measurement_event_id }) => measurement_event_id === condition.condition_occurrence_id,
          ),
        }),
      ),
      ...of(by.procedures).map((procedure) => exportProcedure(context, procedure)),
      ...of(by.drugs).map((drug) => exportDrug(context, drug)),
      ...exportFacts(context, measurements.map(factOfMeasurement), links),
      ...exportFacts(context, observations.map(factOfObservation), links),
      ...episodes.flatMap((episode) => {
        if (isFirstOccurrence(episode)) {
          if (conditionsOf(episode).length === 0)
            leaveOut("episode of first occurrence without its condition");
          return [];
        }
        if (TREATMENTS.has(episode.episode_concept_id)) {
          leaveOut("episode that is no disease state");
          return [];
        }
        const focus = conditionsOf(episode).find((condition) => conditions.has(condition));
        return [
          exportDiseaseStatus(
            context,
            episode,
            focus === undefined ? undefined : { id: focus, isCancer: cancers.has(focus) },
          ),
        ];
      }),
    ];
    return { personId: id, resources };
  });

  function conditionsOf({ episode_id }: OmopRow<"episode">): number[] {
    return (eventsOf.get(episode_id) ?? [])
      .filter((event) => event.episode_event_field_concept_id === CONCEPT.fieldCondition)
      .map(({ event_id }) => event_id);
  }
}

function byPerson<T extends { person_id: number }>(rows: readonly T[]): Map<number, T[]> {
  return Map.groupBy(rows, ({ person_id }) => person_id);
}

function isFirstOccurrence({ episode_concept_id }: OmopRow<"episode">): boolean {
  return episode_concept_id === CONCEPT.episodeFirstOccurrence;
}

function isAttached({ observation_source_value }: OmopRow<"observation">): boolean {
  return observation_source_value?.startsWith("Symbolon:") ?? false;
}

function ownerKey(fact: OmopRow<"observation">): string {
  return fact.observation_event_id === undefined
    ? "person"
    : `${fact.obs_event_field_concept_id}/${fact.observation_event_id}`;
}

function parted<T>(rows: readonly T[], isFirst: (row: T) => boolean): [T[], T[]] {
  return [rows.filter(isFirst), rows.filter((row) => !isFirst(row))];
}
