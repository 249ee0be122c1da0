import { DISEASE_STATUS_CODE, PROFILE, SYSTEM } from "../fhir/codes.ts";
import { referenceKey } from "../fhir/referenceKey.ts";
import type { Tell } from "./checkStructure.ts";

type Json = Record<string, unknown>;

/** Finds another resource of the set by its reference key. */
export type FindResource = (key: string) => Json | undefined;

/**
 * What mCODE STU4 demands of the profiles a resource claims, beyond the base specification: cardinalities, types and fixed codes. Bindings to licensed value
 * sets are not looked into. A claim of any other profile is a finding, because nothing here could keep it.
 */
export function checkProfiles(resource: Json, find: FindResource, tell: Tell): void {
  const { profile } = (resource.meta ?? {}) as { profile?: unknown };
  for (const claimed of Array.isArray(profile) ? profile : []) {
    const check = CHECKS.get(String(claimed).split("|")[0]!);
    if (check === undefined) tell("meta.profile", "unknown", "claims a profile that is not checked here");
    else check(resource, find, tell);
  }
}

const CHECKS: ReadonlyMap<string, (resource: Json, find: FindResource, tell: Tell) => void> = new Map([
  [PROFILE.primaryCancer, checkPrimaryCancer],
  [PROFILE.diseaseStatus, checkDiseaseStatus],
  [PROFILE.stageGroup, checkStageGroup],
]);

/** Parent US Core condition: code and category are required. */
function checkPrimaryCancer(condition: Json, _: FindResource, tell: Tell): void {
  if (condition.resourceType !== "Condition") tell("meta.profile", "rule", "the profile is of Condition");
  for (const element of ["code", "category", "clinicalStatus"])
    if (condition[element] === undefined)
      tell(`Condition.${element}`, "cardinality", "required by the mCODE primary cancer condition");
}

function checkDiseaseStatus(observation: Json, find: FindResource, tell: Tell): void {
  const { coding } = (observation.code ?? {}) as { coding?: { system?: string; code?: string }[] };
  if (!coding?.some(({ system, code }) => system === SYSTEM.loinc && code === DISEASE_STATUS_CODE))
    tell("Observation.code", "code", "not the code of an mCODE cancer disease status");
  checkCodedOnly(observation, tell);
  if (observation.subject === undefined) tell("Observation.subject", "cardinality", "required by mCODE");
  if (observation.effectivePeriod !== undefined || observation.effectiveInstant !== undefined)
    tell("Observation.effective[x]", "type", "mCODE allows a dateTime only");
  for (const name of ["component", "referenceRange"])
    if (observation[name] !== undefined) tell(`Observation.${name}`, "cardinality", "not used by mCODE");
  checkFocus(observation, find, tell);
}

function checkStageGroup(observation: Json, find: FindResource, tell: Tell): void {
  for (const name of ["method", "focus", "subject"])
    if (observation[name] === undefined)
      tell(`Observation.${name}`, "cardinality", "required by the mCODE TNM stage group");
  if (Array.isArray(observation.focus) && observation.focus.length > 1)
    tell("Observation.focus", "cardinality", "one condition only");
  if (observation.component !== undefined) tell("Observation.component", "cardinality", "not used by mCODE");
  checkCodedOnly(observation, tell);
  checkFocus(observation, find, tell);
}

function checkCodedOnly(observation: Json, tell: Tell): void {
  for (const name of Object.keys(observation))
    if (/^value[A-Z]/.test(name) && name !== "valueCodeableConcept")
      tell("Observation.value[x]", "type", "mCODE allows a CodeableConcept only");
}

function checkFocus(observation: Json, find: FindResource, tell: Tell): void {
  for (const { reference } of (observation.focus ?? []) as { reference?: string }[]) {
    const { meta } = find(referenceKey(reference) ?? "") ?? {};
    const { profile } = (meta ?? {}) as { profile?: unknown[] };
    if (!profile?.some((claimed) => String(claimed).split("|")[0] === PROFILE.primaryCancer))
      tell("Observation.focus", "reference", "does not lead to a primary cancer condition");
  }
}
