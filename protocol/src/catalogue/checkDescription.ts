import { ACCESS_LEVELS, type AccessLevel } from "./accessLevels.ts";
import type { EntryFinding } from "./entryFinding.ts";
import type { EntryShape, PropertyShape } from "./entryShape.ts";
import { ENTRY_SHAPES, type ShapeName } from "./entryShapes.ts";
import { isIri } from "./iris.ts";
import { checkValue } from "./profile/checkValue.ts";
import { VOCABULARIES } from "./vocabularies.ts";

const WITHOUT_OBLIGATIONS: AccessLevel = "PUBLIC";

/**
 * Everything that HealthDCAT-AP Release 8 asks of a dataset at its access level and that `value` lacks: violations first, then warnings. An
 * entry without violations passes the shapes of its level. Takes any value: what does not look like a DatasetDescription is told as findings
 * too, so that a form or an API needs no check before. Dependent rules beyond the table: variables where data are structured, minimum age not
 * above maximum, and a quality label where the data were collected with public funding (Regulation (EU) 2025/327 Art. 78(2)).
 */
export function checkDescription(value: unknown): readonly EntryFinding[] {
  const findings: EntryFinding[] = [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [
      {
        severity: "violation",
        code: "WRONG_KIND",
        path: "",
        property: "dcat:Dataset",
        what: "The description is not an object",
        todo: "Give an object with the members of a dataset description.",
      },
    ];
  }
  const dataset = value as Record<string, unknown>;
  if (!("iri" in dataset))
    findings.push(finding("MISSING", "iri", "@id", "The dataset has no IRI", "Give it a lasting IRI."));
  checkNode("dataset", dataset, "", levelOf(dataset.accessRights), findings);
  checkTogether(dataset, findings);
  return findings.toSorted((a, b) => a.severity.localeCompare(b.severity));
}

/** Obligations of an unknown level are those of PUBLIC, the least; the level itself is a finding then. */
function levelOf(accessRights: unknown): AccessLevel {
  const { base } = VOCABULARIES.accessRight;
  return ACCESS_LEVELS.find((level) => accessRights === base + level) ?? WITHOUT_OBLIGATIONS;
}

function checkNode(
  name: ShapeName,
  node: Record<string, unknown>,
  path: string,
  level: AccessLevel,
  findings: EntryFinding[],
): void {
  const shape: EntryShape = ENTRY_SHAPES[name];
  const at = (key: string) => (path === "" ? key : `${path}.${key}`);
  for (const key of Object.keys(node))
    if (key !== "iri" && key !== "types" && !shape.properties.some((property) => property.key === key))
      findings.push(
        finding(
          "UNKNOWN_MEMBER",
          at(key),
          shape.rdfType,
          `${key} is no member here`,
          `Leave it out; known are ${shape.properties.map((property) => property.key).join(", ")}.`,
        ),
      );
  for (const iri of [node.iri ?? "urn:none", ...[node.types ?? []].flat()])
    if (typeof iri !== "string" || !isIri(iri))
      findings.push(
        finding("NOT_AN_IRI", at("iri"), shape.rdfType, "iri or types hold no IRI", "Write absolute IRIs."),
      );
  for (const property of shape.properties) checkProperty(property, node, at, level, findings);
  if (shape.oneOf?.every((key) => node[key] === undefined))
    findings.push(
      finding(
        "MISSING",
        path,
        shape.rdfType,
        `None of ${shape.oneOf.join(", ")} is given`,
        `Give at least one of ${shape.oneOf.join(", ")}.`,
      ),
    );
}

function checkProperty(
  property: PropertyShape,
  node: Record<string, unknown>,
  at: (key: string) => string,
  level: AccessLevel,
  findings: EntryFinding[],
): void {
  const { key, name } = property;
  const given = node[key];
  if (given === undefined || (Array.isArray(given) && given.length === 0)) {
    const need = property.needed[ACCESS_LEVELS.indexOf(level)];
    if (need === "M" || need === "R")
      findings.push({
        ...finding("MISSING", at(key), name, `${name} is missing`, `Give ${key}.`),
        severity: need === "M" ? "violation" : "warning",
      });
    return;
  }
  if (property.max === 1 ? Array.isArray(given) : !Array.isArray(given)) {
    const expected = property.max === 1 ? "one value" : "a list";
    findings.push(finding("WRONG_KIND", at(key), name, `${name} is not ${expected}`, `Give ${expected}.`));
    return;
  }
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    const path = property.max === 1 ? at(key) : `${at(key)}[${index}]`;
    const fault = checkValue(property, value);
    if (fault !== null) findings.push(finding(fault.code, path, name, fault.what, fault.todo));
    else if (property.value === "node")
      checkNode(property.node as ShapeName, value as Record<string, unknown>, path, level, findings);
    // RDF holds sets: a value given twice would come back once.
    const word = JSON.stringify(value) ?? "";
    if (property.value !== "node" && seen.has(word))
      findings.push(finding("REPEATED", path, name, `${name} has this value twice`, "Give it once."));
    seen.add(word);
  }
  if (property.includes !== undefined && !values.includes(property.includes))
    findings.push(
      finding(
        "MISSING",
        at(key),
        name,
        `${name} does not have ${property.includes}`,
        "Add it; every entry has it.",
      ),
    );
}

function checkTogether(dataset: Record<string, unknown>, findings: EntryFinding[]): void {
  const none = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
  const needs = (path: string, property: string, what: string, todo: string) =>
    findings.push(finding("NEEDS_ANOTHER", path, property, what, todo));
  if (dataset.hasStructuredData === true && none(dataset.variables))
    needs(
      "variables",
      "healthdcatap:hasVariables",
      "Structured data need their variables",
      "Describe at least one table with its columns.",
    );
  if (Number(dataset.minTypicalAge) > Number(dataset.maxTypicalAge))
    needs(
      "minTypicalAge",
      "healthdcatap:minTypicalAge",
      "The minimum age is above the maximum",
      "Exchange or correct them.",
    );
  if (dataset.publicFunding === true && none(dataset.qualityAnnotation))
    needs(
      "qualityAnnotation",
      "dqv:hasQualityAnnotation",
      "Data collected with public funding need a quality and utility label (Art. 78(2))",
      "Make the label and name it here.",
    );
}

function finding(
  code: EntryFinding["code"],
  path: string,
  property: string,
  what: string,
  todo: string,
): EntryFinding {
  return { severity: "violation", code, path, property, what, todo };
}
