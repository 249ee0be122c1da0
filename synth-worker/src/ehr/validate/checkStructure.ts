import type { Finding } from "../omop/finding.ts";
import { primitiveFault } from "./primitiveFault.ts";
import { CHOICES, structures } from "./structures.ts";

/** Tells one fault: the element's path, its kind, what is wrong. */
export type Tell = (path: string, kind: Finding["kind"], reason: string) => void;

/** Tells a reference that was met: what it says, and the types it may lead to ([] for any). */
export type TellReference = (path: string, reference: unknown, targets: readonly string[]) => void;

const RULE = /^([01])\.\.([1*]) (\w+)(?::(.+))?$/;
const ALLOWED_ANYWHERE = new Set(["resourceType", "id", "meta"]);

/** Checks an object against a structure of structures.ts, and all below it. */
export function checkStructure(
  type: keyof typeof structures,
  value: Record<string, unknown>,
  path: string,
  tell: Tell,
  tellReference: TellReference,
): void {
  const rules = structures[type] as Readonly<Record<string, string>>;
  for (const name of Object.keys(value))
    if (!Object.hasOwn(rules, name) && !(path === type && ALLOWED_ANYWHERE.has(name)))
      tell(`${path}.${name}`, "unknown", "not an element of FHIR R4 that is checked here");
  for (const [name, rule] of Object.entries(rules)) {
    const [, min, max, kind = "", detail] = RULE.exec(rule) ?? [];
    const below = `${path}.${name}`;
    const found = value[name];
    if (found === undefined) {
      if (min === "1") tell(below, "cardinality", "required, and not there");
      continue;
    }
    if (Array.isArray(found) !== (max === "*")) {
      tell(below, "cardinality", max === "*" ? "must be a list" : "must not be a list");
      continue;
    }
    const items = Array.isArray(found) ? found : [found];
    if (items.length === 0) tell(below, "cardinality", "a list must not be empty");
    for (const item of items) checkItem(kind, detail, item, below);
  }
  for (const [owner, choice, isRequired] of CHOICES) {
    if (owner !== type) continue;
    const chosen = Object.keys(value).filter((name) => new RegExp(`^${choice}[A-Z]`).test(name));
    if (chosen.length > 1) tell(`${path}.${choice}[x]`, "cardinality", "more than one of a choice");
    if (chosen.length === 0 && isRequired)
      tell(`${path}.${choice}[x]`, "cardinality", "required, and not there");
  }

  function checkItem(kind: string, detail: string | undefined, item: unknown, below: string): void {
    const fault = primitiveFault(kind, item);
    if (fault === null) {
      if (kind === "code" && detail !== undefined && !detail.split("|").includes(String(item)))
        tell(below, "code", "not a code of the required value set");
    } else if (fault !== undefined) tell(below, "type", fault);
    else if (typeof item !== "object" || item === null || Array.isArray(item))
      tell(below, "type", `not of type ${kind}`);
    else if (Object.keys(item).length === 0) tell(below, "cardinality", "an element must not be empty");
    else {
      const part = item as Record<string, unknown>;
      checkStructure(kind as keyof typeof structures, part, below, tell, tellReference);
      if (kind === "Reference") tellReference(below, part.reference, detail?.split("|") ?? []);
    }
  }
}
