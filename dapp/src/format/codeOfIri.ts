/** Last part of an IRI: "http://publications.europa.eu/resource/authority/country/FIN" -> "FIN". */
export function codeOfIri(iri: string): string {
  return iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1);
}
