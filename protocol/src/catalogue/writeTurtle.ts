import { CATALOGUE_CONTEXT } from "./catalogueContext.ts";
import { compactIri } from "./iris.ts";
import type { RdfTerm, RdfTriple } from "./rdfTriple.ts";

const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const XSD_STRING = "http://www.w3.org/2001/XMLSchema#string";
const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Prefix lines of Turtle that writeTurtle gives, with those of CATALOGUE_CONTEXT. */
export const TURTLE_PREFIXES: string = Object.entries(CATALOGUE_CONTEXT)
  .map(([prefix, base]) => `@prefix ${prefix}: <${base}> .\n`)
  .join("");

/**
 * Statements as Turtle (W3C RDF 1.1 Turtle) without prefix lines, so that several pieces can stand in one document. Order is kept. A blank node
 * that one statement refers to is written where it is referred to; others are labelled `blankPrefix` + label, which must differ between pieces
 * of one document.
 */
export function writeTurtle(triples: readonly RdfTriple[], blankPrefix = "n"): string {
  const subjects = new Map<string, RdfTriple[]>();
  const references = new Map<string, number>();
  for (const triple of triples) {
    const key = keyOf(triple.subject);
    const statements = subjects.get(key);
    if (statements === undefined) subjects.set(key, [triple]);
    else statements.push(triple);
    const object = keyOf(triple.object);
    references.set(object, (references.get(object) ?? 0) + 1);
  }
  const nested = nestedBlanks(triples, references);
  const blank = (term: RdfTerm) => `_:${blankPrefix}${term.value.replace(/\W/g, "_")}`;

  const properties = (statements: readonly RdfTriple[], indent: string): string => {
    const byPredicate = Map.groupBy(statements, ({ predicate }) => predicate.value);
    return [...byPredicate]
      .map(([predicate, of]) => {
        const name = predicate === RDF_TYPE ? "a" : iri(predicate);
        return `${name} ${of.map(({ object }) => term(object, indent)).join(", ")}`;
      })
      .join(` ;\n${indent}`);
  };
  const term = (value: RdfTerm, indent: string): string => {
    if (value.termType === "NamedNode") return iri(value.value);
    if (value.termType === "Literal") return literal(value);
    const own = subjects.get(keyOf(value)) ?? [];
    if (!nested.has(keyOf(value))) return blank(value);
    const inner = `${indent}  `;
    return own.length === 0 ? "[]" : `[ ${properties(own, inner)} ]`;
  };

  let text = "";
  for (const [key, statements] of subjects) {
    if (nested.has(key)) continue;
    const { subject } = statements[0]!;
    const name = subject.termType === "NamedNode" ? iri(subject.value) : blank(subject);
    text += `${name} ${properties(statements, "  ")} .\n`;
  }
  return text;
}

/** Blank nodes with exactly one reference, unless following references up never leaves blank nodes (a circle has no outside to be written in). */
function nestedBlanks(
  triples: readonly RdfTriple[],
  references: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const owner = new Map<string, string>();
  for (const { subject, object } of triples)
    if (object.termType === "BlankNode" && references.get(keyOf(object)) === 1)
      owner.set(keyOf(object), keyOf(subject));
  const nested = new Set<string>();
  for (const key of owner.keys()) {
    const seen = new Set<string>();
    let at: string | undefined = key;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      at = owner.get(at);
    }
    if (at === undefined) nested.add(key);
  }
  return nested;
}

function keyOf({ termType, value }: RdfTerm): string {
  return `${termType} ${value}`;
}

function iri(value: string): string {
  const short = compactIri(value);
  if (short !== value) return short;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that an IRIREF must escape.
  const escaped = value.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (character) => {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    return `\\u${code}`;
  });
  return `<${escaped}>`;
}

function literal({ value, language, datatype }: RdfTerm): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are written as escapes.
  const text = `"${value.replace(/[\\"\u0000-\u001f\u007f]/g, escaped)}"`;
  if (language !== undefined && language !== "") return `${text}@${language}`;
  return datatype === undefined || datatype.value === XSD_STRING ? text : `${text}^^${iri(datatype.value)}`;
}

function escaped(character: string): string {
  return ESCAPES[character] ?? `\\u${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
