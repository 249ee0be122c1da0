import type { BigDecimal } from "./BigDecimal.ts";

/** One field of an entity as mappings see it (graph-ts common/value.ts). Bytes are 0x hex, timestamps microseconds. */
export type StoreValue =
  | { readonly kind: "String"; readonly value: string }
  | { readonly kind: "Int"; readonly value: number }
  | { readonly kind: "BigDecimal"; readonly value: BigDecimal }
  | { readonly kind: "Bool"; readonly value: boolean }
  | { readonly kind: "Array"; readonly value: readonly StoreValue[] }
  | { readonly kind: "Null" }
  | { readonly kind: "Bytes"; readonly value: string }
  | { readonly kind: "BigInt"; readonly value: bigint }
  | { readonly kind: "Int8"; readonly value: bigint }
  | { readonly kind: "Timestamp"; readonly value: bigint };

/** An entity's fields by the names of the schema. Never changed in place. */
export type EntityData = ReadonlyMap<string, StoreValue>;
