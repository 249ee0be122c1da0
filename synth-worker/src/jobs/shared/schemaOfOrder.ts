import {
  DatasetSchema,
  digestOfDocument,
  type Hex,
  isLinkedOrder,
  joinSchemas,
  type OrderSpec,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";
import type { ContentStore } from "./contentStore.ts";

/**
 * The schema that an order is over. That of a linked order is made of its parts' schemas, which their hospitals have published: nobody else's copy of it is
 * needed. Throws E4006 where the joined schema is not the one that the order names, E1006 for parts that cannot be joined, and what the store throws.
 */
export async function schemaOfOrder(
  store: ContentStore,
  spec: OrderSpec,
  orderId: bigint,
): Promise<DatasetSchema> {
  const read = async (digest: Hex) =>
    parseDocument(DatasetSchema, await store.document(digest), "dataset schema");
  if (!isLinkedOrder(spec)) return await read(spec.schemaDigest);
  const parts = await Promise.all(
    spec.parts.map(async ({ schemaDigest, columns }) => ({ schema: await read(schemaDigest), columns })),
  );
  const joined = joinSchemas(parts);
  if (digestOfDocument(joined) !== spec.schemaDigest)
    throw new SymbolonError("E4006", { orderId, reason: "its schema is not that of its parts" });
  return joined;
}
