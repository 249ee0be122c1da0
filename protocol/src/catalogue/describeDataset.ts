import { SymbolonError } from "../errors/SymbolonError.ts";
import { CATALOGUE_CONTEXT } from "./catalogueContext.ts";
import type { CatalogueDocument } from "./catalogueDocument.ts";
import { checkDescription } from "./checkDescription.ts";
import type { DatasetDescription, LanguageText } from "./datasetDescription.ts";
import type { EntryShape, PropertyShape } from "./entryShape.ts";
import { ENTRY_SHAPES, type ShapeName } from "./entryShapes.ts";
import { referencedConcepts } from "./profile/referencedConcepts.ts";

type Node = Readonly<Record<string, unknown>>;

/**
 * The catalogue entry of a description: HealthDCAT-AP Release 8 as one JSON-LD node with the prefixes of CATALOGUE_CONTEXT. The concepts that it
 * names are typed under `@included` (JSON-LD 1.1, section 4.13), so that it validates without loading vocabularies. Equal descriptions give equal
 * documents. Throws E1009 where the description has violations: an entry that breaks the shapes cannot be made here.
 */
export function describeDataset(description: DatasetDescription): CatalogueDocument {
  const violations = checkDescription(description).filter(({ severity }) => severity === "violation");
  const [first] = violations;
  if (first !== undefined)
    throw new SymbolonError("E1009", {
      count: violations.length,
      reason: `${first.path}: ${first.what}`,
      todo: first.todo,
    });
  return {
    "@context": CATALOGUE_CONTEXT,
    ...write("dataset", description),
    "@included": referencedConcepts(description),
  } as unknown as CatalogueDocument;
}

function write(name: ShapeName, node: Node): Record<string, unknown> {
  const shape: EntryShape = ENTRY_SHAPES[name];
  const members = shape.properties.flatMap((property) => {
    const given = node[property.key];
    const values = (Array.isArray(given) ? given : given === undefined ? [] : [given]).map((value: unknown) =>
      writeValue(property, value),
    );
    return values.length === 0 ? [] : [[property.name, values.length === 1 ? values[0] : values] as const];
  });
  const types = [shape.rdfType, ...((node.types as readonly string[] | undefined) ?? [])];
  // A node that is only referred to is described, and typed, elsewhere.
  const isReference = node.iri !== undefined && members.length === 0 && types.length === 1;
  return {
    ...(node.iri === undefined ? {} : { "@id": node.iri }),
    ...(isReference ? {} : { "@type": types.length === 1 ? types[0] : types }),
    ...Object.fromEntries(members),
  };
}

function writeValue(property: PropertyShape, value: unknown): unknown {
  switch (property.value) {
    case "iri":
      return { "@id": value };
    case "text": {
      const { value: text, language } = value as LanguageText;
      return language === null ? text : { "@value": text, "@language": language };
    }
    case "count":
      return { "@value": String(value), "@type": "xsd:nonNegativeInteger" };
    case "duration":
      return { "@value": value, "@type": "xsd:duration" };
    case "date":
      return { "@value": value, "@type": dateType(String(value)) };
    case "node":
      return write(property.node as ShapeName, value as Node);
    default:
      return value;
  }
}

function dateType(text: string): string {
  if (text.length === 4) return "xsd:gYear";
  return text.length === 10 ? "xsd:date" : "xsd:dateTime";
}
