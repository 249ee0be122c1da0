import { SymbolonError } from "@symbolon/protocol";
import type { EntitySchema } from "../manifest/EntitySchema.ts";
import type { AskGraphNode } from "./askGraphNode.ts";

type TypeReference = { readonly name: string | null; readonly ofType: TypeReference | null };

const ROOT_FIELDS = `{ __schema { queryType { fields { name type { name ofType { name ofType { name ofType { name ofType { name } } } } } } } } }`;

/**
 * Names of the root fields that list entities, by type, as the endpoint itself tells them: the plural is the Graph Node's business. Throws E6004
 * when it serves another subgraph.
 */
export async function collectionsOf(
  ask: AskGraphNode,
  url: string,
  schema: EntitySchema,
): Promise<ReadonlyMap<string, string>> {
  const answer = (await ask(ROOT_FIELDS, {})) as {
    __schema: { queryType: { fields: readonly { name: string; type: TypeReference }[] } };
  };
  const found = new Map<string, string>();
  for (const { name, type } of answer.__schema.queryType.fields) {
    // [T!]! is four types deep, T is one.
    const listed = type.ofType?.ofType?.ofType?.name;
    if (listed != null && schema.has(listed)) found.set(listed, name);
  }
  for (const type of schema.keys())
    if (!found.has(type))
      throw new SymbolonError("E6004", { url, reason: `it serves a subgraph without ${type}` });
  return found;
}
