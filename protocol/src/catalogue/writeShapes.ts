import { ACCESS_LEVELS, type AccessLevel } from "./accessLevels.ts";
import { CATALOGUE_CONTEXT } from "./catalogueContext.ts";
import type { EntryShape, PropertyShape } from "./entryShape.ts";
import { ENTRY_SHAPES } from "./entryShapes.ts";
import { VOCABULARIES, type Vocabulary } from "./vocabularies.ts";

const KIND: Record<PropertyShape["value"], string> = {
  text: "sh:nodeKind sh:Literal",
  string: "sh:nodeKind sh:Literal",
  iri: "sh:nodeKind sh:IRI",
  count: "sh:datatype xsd:nonNegativeInteger",
  flag: "sh:datatype xsd:boolean",
  date: "sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:dateTime ] [ sh:datatype xsd:gYear ] )",
  duration: "sh:datatype xsd:duration",
  node: "sh:nodeKind sh:BlankNodeOrIRI",
};

/**
 * Our SHACL shapes of one access level, as Turtle, written from ENTRY_SHAPES (W3C SHACL, 20 July 2017, core constraints only). Mandatory
 * properties are violations, recommended ones warnings. Only the dataset is a target: the other nodes are reached from it.
 */
export function writeShapes(level: AccessLevel): string {
  const prefixes = Object.entries(CATALOGUE_CONTEXT).map(
    ([prefix, base]) => `@prefix ${prefix}: <${base}> .`,
  );
  const shapes = Object.entries(ENTRY_SHAPES).map(([name, shape]) => writeShape(name, shape, level));
  return [
    `# HealthDCAT-AP Release 8, access level ${level}: the table protocol/src/catalogue/entryShapes.ts as SHACL. Generated, do not edit.`,
    ...prefixes,
    "@prefix sh: <http://www.w3.org/ns/shacl#> .",
    "@prefix shape: <urn:symbolon:shape:> .",
    "",
    ...shapes,
  ].join("\n");
}

function writeShape(name: string, shape: EntryShape, level: AccessLevel): string {
  const lines = [
    `shape:${name} a sh:NodeShape`,
    ...(name === "dataset" ? ["  sh:targetClass dcat:Dataset", ...datasetRules(level)] : []),
    ...(shape.oneOf === undefined ? [] : [oneOf(shape, shape.oneOf)]),
    ...shape.properties.map((property) => writeProperty(property, level)),
    // A warning inside a node would make its owner fail: what is recommended is asked of the dataset alone.
    ...(name === "dataset" ? recommendations(shape, level) : []),
  ];
  return `${lines.join(" ;\n")} .\n`;
}

function writeProperty(property: PropertyShape, level: AccessLevel): string {
  const need = property.needed[ACCESS_LEVELS.indexOf(level)];
  const rules = [
    `sh:path ${property.name}`,
    KIND[property.value],
    ...(need === "M" ? ["sh:minCount 1"] : []),
    ...(property.max === undefined ? [] : [`sh:maxCount ${property.max}`]),
    ...(property.node === undefined ? [] : [`sh:node shape:${property.node}`]),
    ...(property.includes === undefined ? [] : [`sh:hasValue <${property.includes}>`]),
    ...patterns(property),
    `sh:message "${property.name} at level ${level}"`,
  ];
  return `  sh:property [ ${rules.join(" ; ")} ]`;
}

function recommendations({ properties }: EntryShape, level: AccessLevel): string[] {
  return properties
    .filter(({ needed }) => needed[ACCESS_LEVELS.indexOf(level)] === "R")
    .map(
      ({ name }) =>
        `  sh:property [ sh:path ${name} ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "${name} is recommended" ]`,
    );
}

function patterns({ vocabulary, prefixes = [] }: PropertyShape): string[] {
  const list: Vocabulary | null = vocabulary === undefined ? null : VOCABULARIES[vocabulary];
  const bases = list === null ? prefixes : [list.base];
  if (bases.length === 0) return [];
  const pattern = `^(${bases.map((base) => base.replaceAll(".", "\\.")).join("|")})${list?.pattern ?? ".+"}$`;
  // A backslash of the pattern is two in a Turtle string.
  return [`sh:pattern "${pattern.replaceAll("\\", "\\\\")}"`];
}

function datasetRules(level: AccessLevel): string[] {
  return [
    `  sh:property [ sh:path dct:accessRights ; sh:hasValue <${VOCABULARIES.accessRight.base}${level}> ]`,
    `  sh:or ( [ sh:property [ sh:path healthdcatap:hasStructuredData ; sh:hasValue false ] ] [ sh:property [ sh:path healthdcatap:hasVariables ; sh:minCount 1 ] ] )`,
    `  sh:or ( [ sh:not [ sh:property [ sh:path symbolon:publicFunding ; sh:hasValue true ] ] ] [ sh:property [ sh:path dqv:hasQualityAnnotation ; sh:minCount 1 ] ] )`,
    "  sh:property [ sh:path healthdcatap:minTypicalAge ; sh:lessThanOrEquals healthdcatap:maxTypicalAge ]",
  ];
}

function oneOf({ properties }: EntryShape, keys: readonly string[]): string {
  const names = properties.filter(({ key }) => keys.includes(key)).map(({ name }) => name);
  return `  sh:property [ sh:path [ sh:alternativePath ( ${names.join(" ")} ) ] ; sh:minCount 1 ]`;
}
