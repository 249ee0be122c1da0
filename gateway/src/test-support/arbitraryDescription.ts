import {
  ACCESS_LEVELS,
  type AccessLevel,
  type DatasetDescription,
  ENTRY_SHAPES,
  type EntryShape,
  type PropertyShape,
  type ShapeName,
  VOCABULARIES,
  type Vocabulary,
} from "@symbolon/protocol";
import fc from "fast-check";

const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
  .filter((value) => value.trim() !== "" && value.isWellFormed() && !value.includes("\u0000"));
const code = fc.stringMatching(/^[A-Z][A-Z0-9-]{0,8}$/);
const iri = fc.webUrl({ withQueryParameters: true }).filter((url) => !/[<>"{}|\\^`\s]/.test(url));

/** Valid descriptions at one access level, or at any: every property of the table may occur, mandatory ones always do. */
export function arbitraryDescription(level?: AccessLevel): fc.Arbitrary<DatasetDescription> {
  const levels = level === undefined ? fc.constantFrom(...ACCESS_LEVELS) : fc.constant(level);
  return levels.chain((chosen) =>
    arbitraryNode("dataset", chosen).map((node) => {
      const ages = [node.minTypicalAge, node.maxTypicalAge].filter((age) => typeof age === "number");
      const description = {
        ...node,
        iri: node.iri ?? "urn:symbolon:dataset:arbitrary",
        accessRights: VOCABULARIES.accessRight.base + chosen,
        // Two rules join properties: variables where data are structured, a label where they were publicly funded.
        hasStructuredData: node.variables !== undefined,
        publicFunding: node.publicFunding === true && node.qualityAnnotation !== undefined,
        ...(ages.length === 2 ? { minTypicalAge: Math.min(...ages), maxTypicalAge: Math.max(...ages) } : {}),
      };
      return description as unknown as DatasetDescription;
    }),
  );
}

function arbitraryNode(name: ShapeName, level: AccessLevel): fc.Arbitrary<Record<string, unknown>> {
  const shape: EntryShape = ENTRY_SHAPES[name];
  const members = Object.fromEntries(
    shape.properties.map((property) => [property.key, arbitraryProperty(property, level)]),
  );
  const mandatory = shape.properties
    .filter(({ key, needed }) => needed[ACCESS_LEVELS.indexOf(level)] === "M" || shape.oneOf?.[0] === key)
    .map(({ key }) => key);
  return fc.record(members, { requiredKeys: mandatory });
}

function arbitraryProperty(property: PropertyShape, level: AccessLevel): fc.Arbitrary<unknown> {
  const value = arbitraryValue(property, level);
  if (property.max === 1) return value;
  const includes = property.includes;
  const list =
    property.value === "node"
      ? fc.array(value, { minLength: 1, maxLength: 2 })
      : fc.uniqueArray(value, {
          minLength: 1,
          maxLength: 3,
          selector: (item) => JSON.stringify(item),
        });
  return includes === undefined
    ? list
    : list.map((items) => [includes, ...items.filter((item) => item !== includes)]);
}

function arbitraryValue(property: PropertyShape, level: AccessLevel): fc.Arbitrary<unknown> {
  switch (property.value) {
    case "text":
      return fc.record({ value: text, language: fc.constantFrom(null, "en", "fi", "de-at") });
    case "string":
      return text;
    case "count":
      return fc.nat();
    case "flag":
      return fc.boolean();
    case "date":
      return fc.constantFrom("1999", "2020-02-29", "2026-01-01T12:00:00Z", "2026-01-01T12:00:00.5+02:00");
    case "duration":
      return fc.constantFrom("P1Y", "P1D", "PT1H30M", "P1Y2M3DT4H");
    case "node":
      return arbitraryNode(property.node as ShapeName, level);
    case "iri":
      return arbitraryIri(property);
  }
}

function arbitraryIri({ vocabulary, prefixes }: PropertyShape): fc.Arbitrary<string> {
  if (vocabulary !== undefined) {
    const { base, pattern }: Vocabulary = VOCABULARIES[vocabulary];
    return fc.stringMatching(new RegExp(`^${pattern}$`), { maxLength: 30 }).map((last) => base + last);
  }
  return prefixes === undefined
    ? iri
    : fc.tuple(fc.constantFrom(...prefixes), code).map((parts) => parts.join(""));
}
