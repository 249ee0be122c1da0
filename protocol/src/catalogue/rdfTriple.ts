/** A node or value of an RDF graph, in the form that RDF/JS libraries give (rdf.js.org/data-model-spec, sections 2.2 to 2.4). */
export type RdfTerm = {
  readonly termType: string;
  /** IRI, label of a blank node, or lexical form. */
  readonly value: string;
  /** Language tag of a literal; empty or missing without one. */
  readonly language?: string;
  readonly datatype?: { readonly value: string };
};

/** One statement of an RDF graph; subjects and objects of other graphs than the default one are not told apart. */
export type RdfTriple = {
  readonly subject: RdfTerm;
  readonly predicate: RdfTerm;
  readonly object: RdfTerm;
};
