import type { VocabularyName } from "./vocabularies.ts";

/** What a value is. `text` has a language, `string` has none, `date` is a year, day or time, `node` is described by the shape `node`. */
export type ValueKind = "text" | "string" | "iri" | "count" | "flag" | "date" | "duration" | "node";

/** One property of a node; see ENTRY_SHAPES. */
export type PropertyShape = {
  /** Member of the typed entry. */
  readonly key: string;
  /** Prefixed name, prefixes of CATALOGUE_CONTEXT. */
  readonly name: string;
  readonly value: ValueKind;
  /** Name of the shape of a `node`. */
  readonly node?: string;
  /** One letter for PUBLIC, RESTRICTED and NON_PUBLIC: mandatory, recommended or optional. */
  readonly needed: string;
  /** Set where one value is all there may be. */
  readonly max?: 1;
  /** Code list of an `iri`. */
  readonly vocabulary?: VocabularyName;
  /** IRI that must be among the values. */
  readonly includes?: string;
  /** Beginning of every `iri`, one of these. */
  readonly prefixes?: readonly string[];
  /** RDF class that DCAT-AP 3.0 expects of the `iri`; told in the entry so that it can be validated without loading vocabularies. */
  readonly rdfClass?: string;
};

/** One kind of node: its class, its properties, and members of which at least one must be there. */
export type EntryShape = {
  readonly rdfType: string;
  readonly properties: readonly PropertyShape[];
  readonly oneOf?: readonly string[];
};
