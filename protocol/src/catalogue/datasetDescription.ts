import type { ENTRY_SHAPES, ShapeName } from "./entryShapes.ts";

/** A literal; `language` is a BCP 47 tag in lower case, null without one. */
export type LanguageText = { readonly value: string; readonly language: string | null };

type Property<S extends ShapeName> = (typeof ENTRY_SHAPES)[S]["properties"][number];
type Value<P> = P extends { value: "text" }
  ? LanguageText
  : P extends { value: "count" }
    ? number
    : P extends { value: "flag" }
      ? boolean
      : P extends { value: "node"; node: infer N extends ShapeName }
        ? EntryNode<N>
        : string;

/** A node of a typed entry, members as in ENTRY_SHAPES: single where at most one value is allowed, else a list that is left out when empty. */
export type EntryNode<S extends ShapeName> = {
  /** IRI; a node without one is only reached from its owner. */
  readonly iri?: string;
  /** Further classes, prefixed or full. */
  readonly types?: readonly string[];
} & {
  readonly [P in Property<S> as P["key"]]?: P extends { max: 1 } ? Value<P> : readonly Value<P>[];
};

/**
 * What a catalogue says about a dataset, as data: HealthDCAT-AP Release 8 with the members of ENTRY_SHAPES.dataset. Any member may be missing
 * here; checkDescription tells what an access level asks for.
 */
export type DatasetDescription = EntryNode<"dataset">;
