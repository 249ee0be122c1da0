import { SYSTEM } from "../fhir/codes.ts";
import type { Tell } from "./checkStructure.ts";

type Json = Record<string, unknown>;

/** Required bindings of coded elements (FHIR R4): a coding of the system is of these codes, and one is there. */
const BINDINGS: Readonly<Record<string, { readonly system: string; readonly codes: readonly string[] }>> = {
  clinicalStatus: {
    system: SYSTEM.clinicalStatus,
    codes: ["active", "recurrence", "relapse", "inactive", "remission", "resolved"],
  },
  verificationStatus: {
    system: SYSTEM.verificationStatus,
    codes: ["unconfirmed", "provisional", "differential", "confirmed", "refuted", "entered-in-error"],
  },
};
const ONGOING = new Set(["active", "recurrence", "relapse"]);

/** The invariants of FHIR R4 that our resources could break: con-3 to con-5, obs-6, obs-7, per-1, qty-3, ext-1, and the required bindings of Condition. */
export function checkRules(resource: Json, tell: Tell): void {
  const type = String(resource.resourceType);
  if (type === "Condition") checkCondition(resource, tell);
  if (type === "Observation") checkObservation(resource, tell);
  checkParts(resource, type, tell);
}

function checkCondition(condition: Json, tell: Tell): void {
  for (const [element, { system, codes }] of Object.entries(BINDINGS)) {
    if (condition[element] === undefined) continue;
    const isBound = codings(condition[element]).some(
      (coding) => coding.system === system && codes.includes(String(coding.code)),
    );
    if (!isBound) tell(`Condition.${element}`, "code", "no code of the required value set");
  }
  const clinical = statusOf(condition.clinicalStatus);
  const verification = statusOf(condition.verificationStatus);
  const isAbated = Object.keys(condition).some((name) => name.startsWith("abatement"));
  const isOnList = list(condition.category).some((category) =>
    codings(category).some(({ code }) => code === "problem-list-item"),
  );
  if (isOnList && clinical === undefined && verification !== "entered-in-error")
    tell("Condition.clinicalStatus", "rule", "con-3: a problem list item has a clinical status");
  if (isAbated && clinical !== undefined && ONGOING.has(clinical))
    tell("Condition.clinicalStatus", "rule", "con-4: an abated condition is not active");
  if (verification === "entered-in-error" && clinical !== undefined)
    tell("Condition.clinicalStatus", "rule", "con-5: an error has no clinical status");
}

function checkObservation(observation: Json, tell: Tell): void {
  const hasValue = (part: Json) => Object.keys(part).some((name) => /^value[A-Z]/.test(name));
  if (observation.dataAbsentReason !== undefined && hasValue(observation))
    tell("Observation.dataAbsentReason", "rule", "obs-6: there is a value");
  const own = new Set(codings(observation.code).map(({ system, code }) => `${system} ${code}`));
  for (const component of list(observation.component) as Json[])
    if (
      hasValue(observation) &&
      codings(component.code).some(({ system, code }) => own.has(`${system} ${code}`))
    )
      tell("Observation.component.code", "rule", "obs-7: the code has its value outside the components");
}

/** Periods, quantities, extensions and stages wherever they are. */
function checkParts(value: unknown, path: string, tell: Tell): void {
  if (Array.isArray(value)) for (const item of value) checkParts(item, path, tell);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const { start, end, system, code, url } = value as Json;
  if (typeof start === "string" && typeof end === "string") {
    const length = Math.min(start.length, end.length);
    if (end.slice(0, length) < start.slice(0, length)) tell(path, "rule", "per-1: it ends before it starts");
  }
  if ("value" in value && code !== undefined && system === undefined)
    tell(path, "rule", "qty-3: a unit's code has a system");
  if (
    url !== undefined &&
    !Object.keys(value).some((name) => name.startsWith("value") || name === "extension")
  )
    tell(path, "rule", "ext-1: an extension has a value");
  for (const [name, part] of Object.entries(value)) checkParts(part, `${path}.${name}`, tell);
}

function statusOf(concept: unknown): string | undefined {
  const code = codings(concept)[0]?.code;
  return typeof code === "string" ? code : undefined;
}

function codings(concept: unknown): { system?: unknown; code?: unknown }[] {
  return list((concept as Json | undefined)?.coding) as { system?: unknown; code?: unknown }[];
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
