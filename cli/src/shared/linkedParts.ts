import {
  CatalogueDocument,
  DatasetSchema,
  digestOfDocument,
  joinSchemas,
  type LinkedOrderSpec,
  offersLinkage,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";

/** A dataset as the gateway tells it. */
type Listed = {
  readonly id: string;
  readonly schemaDigest: string;
  readonly schema: unknown;
  readonly catalogue: unknown;
};

/**
 * What an order of linked patients says of its two datasets, whose number is ascending then, and the schema they make together. `columns`: as typed, `name` or
 * `DATASET.name` (where both have the name); default: all. Throws E1006 unless it is two datasets with two columns each and no name twice,
 * E2021 for one whose patients may not be linked.
 */
export function linkedParts(
  listed: readonly Listed[],
  columns: readonly string[] | undefined,
): { readonly schema: DatasetSchema } & Pick<LinkedOrderSpec, "schemaDigest" | "parts"> {
  const refuse = (reason: string) => new SymbolonError("E1006", { document: "order", reason });
  if (listed.length !== 2) throw refuse("the patients of exactly two datasets are linked");
  const datasets = [...listed].sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
  const parts = datasets.map(({ id, schema, catalogue }) => {
    const entry = CatalogueDocument.safeParse(catalogue);
    if (!entry.success || !offersLinkage(entry.data)) throw new SymbolonError("E2021", { datasetId: id });
    const own = parseDocument(DatasetSchema, schema, `schema of dataset ${id}`);
    const names = own.columns.map(({ name }) => name);
    const chosen = names.filter(
      (name) => columns === undefined || columns.includes(name) || columns.includes(`${id}.${name}`),
    );
    if (chosen.length < 2) throw refuse(`two columns of dataset ${id} are needed at least`);
    return { id, schema: own, columns: chosen };
  });
  const known = parts.flatMap(({ id, columns: own }) => own.flatMap((name) => [name, `${id}.${name}`]));
  const unknown = columns?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw refuse(`columns: ${unknown} is not a column of either dataset`);
  const schema = joinSchemas(parts);
  return {
    schema,
    schemaDigest: digestOfDocument(schema),
    parts: parts.map(({ id, schema: own, columns: chosen }) => ({
      datasetId: id,
      schemaDigest: digestOfDocument(own),
      columns: chosen,
    })),
  };
}
