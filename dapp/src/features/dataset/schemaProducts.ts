import type { DatasetSchema, Product } from "@symbolon/protocol";

/** What a dataset has of its patients beside their records, by its schema; nothing while that is not fetched. */
export function schemaProducts(schema: DatasetSchema | null): Product[] {
  return [
    ...(schema?.related === undefined ? [] : (["patients-over-time"] as const)),
    ...(schema?.images === undefined ? [] : (["images"] as const)),
  ];
}
