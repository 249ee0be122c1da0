import type { RdfTriple } from "@symbolon/protocol";
import jsonld from "jsonld";
import { DataFactory, Writer } from "n3";

/** Text of N-Quads is an input too, which the types do not know. */
type JsonLdInput = Parameters<typeof jsonld.canonize>[0];

/** Canonical N-Quads of a graph (RDFC-1.0): equal for graphs that differ in the labels of blank nodes and the order of statements only. */
export async function canonicalGraph(triples: readonly RdfTriple[]): Promise<string> {
  const writer = new Writer({ format: "N-Quads" });
  for (const { subject, predicate, object } of triples)
    writer.addQuad(
      subject.termType === "BlankNode"
        ? DataFactory.blankNode(subject.value.replace("_:", ""))
        : DataFactory.namedNode(subject.value),
      DataFactory.namedNode(predicate.value),
      toTerm(object),
    );
  const quads = await new Promise<string>((resolve, reject) =>
    writer.end((error: Error | null, result: string) => (error === null ? resolve(result) : reject(error))),
  );
  // The types know the older algorithm only.
  const canonical: unknown = await jsonld.canonize(
    quads as unknown as JsonLdInput,
    {
      inputFormat: "application/n-quads",
      format: "application/n-quads",
      algorithm: "RDFC-1.0",
    } as unknown as Parameters<typeof jsonld.canonize>[1],
  );
  return String(canonical);
}

function toTerm({ termType, value, language, datatype }: RdfTriple["object"]) {
  if (termType === "NamedNode") return DataFactory.namedNode(value);
  if (termType === "BlankNode") return DataFactory.blankNode(value.replace("_:", ""));
  if (language !== undefined && language !== "") return DataFactory.literal(value, language);
  return DataFactory.literal(
    value,
    DataFactory.namedNode(datatype?.value ?? "http://www.w3.org/2001/XMLSchema#string"),
  );
}
