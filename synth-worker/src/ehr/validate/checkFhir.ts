import { referenceKey } from "../fhir/referenceKey.ts";
import type { Finding } from "../omop/finding.ts";
import { checkProfiles } from "./checkProfiles.ts";
import { checkRules } from "./checkRules.ts";
import { checkStructure } from "./checkStructure.ts";
import { primitiveFault } from "./primitiveFault.ts";
import { CHECKED_TYPES } from "./structures.ts";

type Json = Record<string, unknown>;

/**
 * Everything that is wrong with a set of FHIR R4 resources by the rules of structures.ts, checkRules.ts and checkProfiles.ts: cardinality, types, codes of
 * required value sets, invariants, claimed mCODE profiles, and references that lead to no resource of the set or to one of another type. It knows the elements
 * we write; others are findings of kind "unknown", not proof of a fault. `row` is the resource's number from 0.
 */
export function checkFhir(resources: readonly unknown[]): Finding[] {
  const findings: Finding[] = [];
  const byKey = new Map<string, Json>();
  for (const [row, resource] of resources.entries()) {
    const key = isJson(resource) ? `${resource.resourceType}/${resource.id}` : "";
    if (!isJson(resource)) continue;
    if (byKey.has(key))
      findings.push({
        where: String(resource.resourceType),
        row,
        field: "id",
        kind: "duplicate",
        reason: "the id was used before",
      });
    byKey.set(key, resource);
  }
  for (const [row, resource] of resources.entries()) {
    const where = isJson(resource) ? String(resource.resourceType) : "?";
    const tell = (field: string, kind: Finding["kind"], reason: string) => {
      findings.push({ where, row, field, kind, reason });
    };
    const type = CHECKED_TYPES.find((name) => name === where);
    if (!isJson(resource) || type === undefined) {
      tell("resourceType", "unknown", "not a resource type that is checked here");
      continue;
    }
    const fault = primitiveFault("id", resource.id);
    if (fault !== null) tell(`${type}.id`, "type", "not of type id");
    checkStructure(type, resource, type, tell, (path, reference, targets) => {
      const key = typeof reference === "string" ? referenceKey(reference) : undefined;
      if (key === undefined || !byKey.has(key)) tell(path, "reference", "leads to no resource of the set");
      else if (targets.length > 0 && !targets.includes(key.slice(0, key.indexOf("/"))))
        tell(path, "reference", "leads to a resource of another type");
    });
    if (isJson(resource.meta)) checkStructure("Meta", resource.meta, `${type}.meta`, tell, () => undefined);
    checkRules(resource, tell);
    checkProfiles(resource, (key) => byKey.get(key), tell);
  }
  return findings;
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
