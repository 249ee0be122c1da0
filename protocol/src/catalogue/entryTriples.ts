import { SymbolonError } from "../errors/SymbolonError.ts";
import { CATALOGUE_CONTEXT } from "./catalogueContext.ts";
import type { RdfTerm, RdfTriple } from "./rdfTriple.ts";

const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const XSD = "http://www.w3.org/2001/XMLSchema#";
const KEYWORDS = new Set(["@context", "@id", "@type", "@included", "@graph"]);
const MAX_DEPTH = 32;

/**
 * The statements of a catalogue entry: JSON-LD whose members are prefixed names or full IRIs and whose prefixes are told in an inline context
 * (without one, CATALOGUE_CONTEXT's). Other JSON-LD features are refused, not misread: E1010 for a term without prefix, a term definition, a
 * list, a reverse or an unknown keyword. Blank nodes are `b0`, `b1` ... in the order of the document. Files of others are read by a full JSON-LD processor
 * instead (the gateway's import).
 */
export function entryTriples(document: unknown): readonly RdfTriple[] {
  const prefixes = prefixesOf(document);
  const triples: RdfTriple[] = [];
  const labels = new Map<string, string>();
  let blanks = 0;

  const named = (value: string): RdfTerm => ({ termType: "NamedNode", value });
  const blank = (label?: string): RdfTerm => {
    const known = label === undefined ? undefined : labels.get(label);
    const value = known ?? `b${blanks++}`;
    if (label !== undefined) labels.set(label, value);
    return { termType: "BlankNode", value };
  };
  const expand = (name: string): string => {
    const colon = name.indexOf(":");
    if (colon < 0 || name.startsWith("@")) throw refuse(`${name.slice(0, 80)} has no prefix`);
    const base = prefixes.get(name.slice(0, colon));
    return base === undefined || name.startsWith("//", colon + 1) ? name : base + name.slice(colon + 1);
  };

  const node = (value: Record<string, unknown>, depth: number): RdfTerm => {
    if (depth > MAX_DEPTH) throw refuse("it is nested too deeply");
    const id = value["@id"];
    if (id !== undefined && typeof id !== "string") throw refuse("an @id is no text");
    const subject = id === undefined ? blank() : id.startsWith("_:") ? blank(id.slice(2)) : named(expand(id));
    const add = (predicate: string, object: RdfTerm) =>
      triples.push({ subject, predicate: named(predicate), object });
    for (const type of listOf(value["@type"])) {
      if (typeof type !== "string") throw refuse("an @type is no text");
      add(RDF_TYPE, named(expand(type)));
    }
    for (const [key, member] of Object.entries(value)) {
      if (key.startsWith("@")) {
        if (!KEYWORDS.has(key)) throw refuse(`${key} is not read here`);
        if (key === "@included" || key === "@graph")
          for (const item of listOf(member)) node(objectOf(item), depth + 1);
        continue;
      }
      for (const item of listOf(member)) add(expand(key), object(item, depth + 1));
    }
    return subject;
  };

  const object = (value: unknown, depth: number): RdfTerm => {
    if (typeof value !== "object" || value === null) return plainLiteral(value);
    const item = value as Record<string, unknown>;
    return "@value" in item ? literal(item, expand) : node(item, depth);
  };

  node(objectOf(document), 0);
  return triples;
}

function prefixesOf(document: unknown): ReadonlyMap<string, string> {
  const context = objectOf(document)["@context"];
  const inline = typeof context === "object" && context !== null && !Array.isArray(context);
  const entries = Object.entries(inline ? context : CATALOGUE_CONTEXT);
  return new Map(
    entries.map(([prefix, base]: [string, unknown]) => {
      if (typeof base !== "string" || prefix.startsWith("@"))
        throw refuse(`${prefix} of its context is no prefix`);
      return [prefix, base];
    }),
  );
}

function literal(item: Record<string, unknown>, expand: (name: string) => string): RdfTerm {
  const { "@value": value, "@language": language, "@type": type } = item;
  if (language !== undefined && typeof language !== "string") throw refuse("a language is no text");
  if (language !== undefined) return { ...plainLiteral(String(value)), language: language.toLowerCase() };
  if (typeof type !== "string") return plainLiteral(value);
  return { termType: "Literal", value: String(value), language: "", datatype: { value: expand(type) } };
}

/** Types of JSON values by JSON-LD 1.1, "Data Round Tripping": whole numbers are xsd:integer. */
function plainLiteral(value: unknown): RdfTerm {
  const typed = (type: string, text: string): RdfTerm => ({
    termType: "Literal",
    value: text,
    language: "",
    datatype: { value: XSD + type },
  });
  if (typeof value === "string") return typed("string", value);
  if (typeof value === "boolean") return typed("boolean", String(value));
  if (typeof value === "number" && Number.isSafeInteger(value)) return typed("integer", String(value));
  throw refuse(`${JSON.stringify(value)} is no value that is read here`);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw refuse("a node is no object");
  return value as Record<string, unknown>;
}

function refuse(reason: string): SymbolonError {
  return new SymbolonError("E1010", { format: "catalogue entry (JSON-LD)", reason });
}
