import { type CatalogueDocument, type DataUseTerm, entryDescription } from "@symbolon/protocol";

/** The Data Use Ontology terms that an entry states. */
export function dataUseOf(entry: CatalogueDocument): readonly DataUseTerm[] {
  const policies = entryDescription(entry).policy ?? [];
  return policies.flatMap(({ dataUse = [] }) =>
    dataUse.flatMap(({ term, value = [] }) =>
      term === undefined
        ? []
        : [{ duo: term.slice(term.lastIndexOf("/") + 1).replace("_", ":"), values: value }],
    ),
  );
}
