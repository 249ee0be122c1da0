import { SymbolonError } from "../errors/SymbolonError.ts";
import type { DatasetDescription } from "./datasetDescription.ts";
import type { EntryFinding } from "./entryFinding.ts";
import type { EntryShape, PropertyShape } from "./entryShape.ts";
import { ENTRY_SHAPES, type ShapeName } from "./entryShapes.ts";
import { compactIri, expandName } from "./iris.ts";
import type { RdfTerm, RdfTriple } from "./rdfTriple.ts";

const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
/** Statements looked at in one graph; nodes that many others share could otherwise be read millions of times. */
const MAX_READ = 1_000_000;

/** A dataset found in a graph: its description, what of it could not be taken over, and properties that descriptions do not have. */
export type ReadDescription = {
  readonly description: DatasetDescription;
  /** Values of the wrong kind and values beyond the one allowed; they are not in the description. */
  readonly faults: readonly EntryFinding[];
  /** Prefixed names or IRIs, each once, sorted. */
  readonly ignored: readonly string[];
};

/**
 * Descriptions of every dcat:Dataset of a graph, in the graph's order. Values keep their order. Nothing is checked against an access level and
 * nothing is dropped silently: faults and ignored properties are told. Throws E1010 for a graph whose nodes share so much that reading it would not
 * end in time.
 */
export function readDescriptions(triples: readonly RdfTriple[]): readonly ReadDescription[] {
  const graph = new Map<string, RdfTriple[]>();
  for (const triple of triples) {
    const key = keyOf(triple.subject);
    const of = graph.get(key);
    if (of === undefined) graph.set(key, [triple]);
    else of.push(triple);
  }
  const dataset = expandName(ENTRY_SHAPES.dataset.rdfType);
  const subjects = new Map(
    triples
      .filter(({ predicate, object }) => predicate.value === RDF_TYPE && object.value === dataset)
      .map(({ subject }) => [keyOf(subject), subject]),
  );
  const effort = { read: 0 };
  return [...subjects.values()].map((subject) => {
    const faults: EntryFinding[] = [];
    const ignored = new Set<string>();
    const reading: Reading = { graph, faults, ignored, effort };
    const description = readNode(reading, "dataset", subject, "") as DatasetDescription;
    return { description, faults, ignored: [...ignored].sort() };
  });
}

type Reading = {
  readonly graph: ReadonlyMap<string, readonly RdfTriple[]>;
  readonly faults: EntryFinding[];
  readonly ignored: Set<string>;
  readonly effort: { read: number };
};

function keyOf({ termType, value }: RdfTerm): string {
  return `${termType} ${value}`;
}

function readNode(reading: Reading, name: ShapeName, term: RdfTerm, path: string): Record<string, unknown> {
  const shape: EntryShape = ENTRY_SHAPES[name];
  const statements = reading.graph.get(keyOf(term)) ?? [];
  reading.effort.read += statements.length + 1;
  if (reading.effort.read > MAX_READ)
    throw new SymbolonError("E1010", { format: "catalogue", reason: "its nodes are shared too often" });
  const node: Record<string, unknown> = term.termType === "NamedNode" ? { iri: term.value } : {};
  const types = statements
    .filter(({ predicate }) => predicate.value === RDF_TYPE)
    .map(({ object }) => compactIri(object.value))
    .filter((type) => type !== shape.rdfType);
  if (types.length > 0) node.types = types;
  const known = new Set([RDF_TYPE]);
  for (const property of shape.properties) {
    const predicate = expandName(property.name);
    known.add(predicate);
    const at = path === "" ? property.key : `${path}.${property.key}`;
    const values = statements
      .filter((statement) => statement.predicate.value === predicate)
      .flatMap(({ object }) => readValue(reading, property, object, at));
    if (values.length === 0) continue;
    node[property.key] = property.max === 1 ? values[0] : values;
    if (property.max === 1 && values.length > 1)
      reading.faults.push(
        fault("TOO_MANY", at, property, `${property.name} has ${values.length} values`, "Keep one."),
      );
  }
  for (const { predicate } of statements)
    if (!known.has(predicate.value)) reading.ignored.add(compactIri(predicate.value));
  return node;
}

function readValue(reading: Reading, property: PropertyShape, object: RdfTerm, at: string): unknown[] {
  const wrong = (expected: string) => {
    reading.faults.push(
      fault(
        "WRONG_KIND",
        at,
        property,
        `${property.name} is not ${expected}: ${object.value.slice(0, 80)}`,
        `Give ${expected}.`,
      ),
    );
    return [];
  };
  if (property.value === "node") {
    if (object.termType === "Literal") return wrong("a node");
    // Shapes hold one another without a circle, so a circle in the graph ends here too.
    return [readNode(reading, property.node as ShapeName, object, at)];
  }
  if (property.value === "iri") return object.termType === "NamedNode" ? [object.value] : wrong("an IRI");
  if (object.termType !== "Literal") return wrong("a literal");
  switch (property.value) {
    case "text":
      return [
        {
          value: object.value,
          language:
            object.language === undefined || object.language === "" ? null : object.language.toLowerCase(),
        },
      ];
    case "count":
      return /^\+?\d{1,15}$/.test(object.value) ? [Number(object.value)] : wrong("a whole number");
    case "flag":
      if (object.value === "true" || object.value === "1") return [true];
      return object.value === "false" || object.value === "0" ? [false] : wrong("true or false");
    default:
      return [object.value];
  }
}

function fault(
  code: EntryFinding["code"],
  path: string,
  property: PropertyShape,
  what: string,
  todo: string,
): EntryFinding {
  return { severity: "violation", code, path, property: property.name, what, todo };
}
