import type { DatasetDescription } from "../datasetDescription.ts";
import type { PropertyShape } from "../entryShape.ts";
import { ENTRY_SHAPES, type ShapeName } from "../entryShapes.ts";
import { HEALTH_CATEGORIES } from "../healthCategories.ts";
import { VOCABULARIES } from "../vocabularies.ts";

type Found = { readonly iri: string; readonly property: PropertyShape };

/**
 * JSON-LD nodes of the concepts that a description names and of the code lists they are in, by IRI: class, label and scheme. With them an entry
 * passes shapes that ask for the class of what is referred to, without anything being loaded.
 */
export function referencedConcepts(description: DatasetDescription): readonly Record<string, unknown>[] {
  const found: Found[] = [];
  collect("dataset", description, found);
  const nodes = new Map<string, Record<string, unknown>>();
  for (const { iri, property } of found) {
    const list = property.vocabulary === undefined ? null : VOCABULARIES[property.vocabulary];
    if (list === null) {
      if (property.rdfClass !== undefined && !nodes.has(iri))
        nodes.set(iri, { "@id": iri, "@type": property.rdfClass });
      continue;
    }
    const scheme = list.base.slice(0, -1);
    nodes.set(iri, {
      "@id": iri,
      "@type": property.rdfClass === undefined ? "skos:Concept" : [property.rdfClass, "skos:Concept"],
      "skos:prefLabel": { "@value": labelOf(iri.slice(list.base.length)), "@language": "en" },
      "skos:inScheme": { "@id": scheme },
    });
    nodes.set(scheme, {
      "@id": scheme,
      "@type": "skos:ConceptScheme",
      "dct:title": { "@value": list.title, "@language": "en" },
    });
  }
  return [...nodes.keys()].sort().map((iri) => nodes.get(iri)!);
}

function collect(name: ShapeName, node: object, found: Found[]): void {
  for (const property of ENTRY_SHAPES[name].properties as readonly PropertyShape[]) {
    const given = (node as Record<string, unknown>)[property.key];
    for (const value of Array.isArray(given) ? given : given === undefined ? [] : [given])
      if (property.value === "iri") found.push({ iri: value as string, property });
      else if (property.value === "node") collect(property.node as ShapeName, value as object, found);
  }
}

/** Codes are readable words; a code in capitals is written as a sentence when it has several words. */
function labelOf(code: string): string {
  const category = HEALTH_CATEGORIES.find((each) => each.code === code);
  if (category !== undefined) return category.label;
  if (!code.includes("_")) return code;
  const words = code.replaceAll("_", " ").toLowerCase();
  return words[0]!.toUpperCase() + words.slice(1);
}
