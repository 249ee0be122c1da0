import { SymbolonError } from "../errors/SymbolonError.ts";
import { DatasetSchema } from "../messages/datasetSchema.ts";
import { parseDocument } from "../messages/parse.ts";

/** A hospital's part of a joined schema: these of its columns. */
export type SchemaPart = { readonly schema: DatasetSchema; readonly columns: readonly string[] };

const NAME_LENGTH = 80;

/**
 * The schema of two hospitals' linked patients: the columns of the first part, then those of the second, as each hospital's schema has them, and the pairs of
 * either schema that are in. A function of the parts, so that whoever has them has its digest. Throws E1006 for a column that its
 * schema does not have, or a name that occurs twice.
 */
export function joinSchemas(parts: readonly SchemaPart[]): DatasetSchema {
  const refuse = (reason: string) => new SymbolonError("E1006", { document: "joined schema", reason });
  const columns = parts.flatMap(({ schema, columns: names }) =>
    names.map((name) => {
      const column = schema.columns.find((each) => each.name === name);
      if (column === undefined) throw refuse(`${name} is not a column of schema ${schema.name}`);
      return column;
    }),
  );
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw refuse(`${twice} is named twice; leave one of the two columns out`);
  const pairs = parts.flatMap(({ schema, columns: own }) =>
    schema.pairs.filter((pair) => pair.every((name) => own.includes(name))),
  );
  const name = parts.map(({ schema }) => schema.name).join(" + ");
  return parseDocument(
    DatasetSchema,
    { format: "symbolon-schema/1", name: name.slice(0, NAME_LENGTH), columns, pairs },
    "joined schema",
  );
}
