import type { DatasetSchema } from "@symbolon/protocol";

/** Column names and their numbers of cells, in schema order: all that counting and fitting need of a schema. */
export type Domain = { readonly names: readonly string[]; readonly sizes: readonly number[] };

/** The domain of a schema: one cell per level of a categorical column, one per bin of a numeric one. */
export function domainOf(schema: Pick<DatasetSchema, "columns">): Domain {
  return {
    names: schema.columns.map((column) => column.name),
    sizes: schema.columns.map((column) =>
      column.kind === "categorical" ? column.levels.length : column.edges.length - 1,
    ),
  };
}
