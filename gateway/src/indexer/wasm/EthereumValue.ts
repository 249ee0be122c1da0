/** An ABI value as mappings see it (graph-ts chain/ethereum.ts, ValueKind). Addresses and bytes are 0x hex. */
export type EthereumValue =
  | { readonly kind: "Address" | "FixedBytes" | "Bytes"; readonly value: string }
  | { readonly kind: "Int" | "Uint"; readonly value: bigint }
  | { readonly kind: "Bool"; readonly value: boolean }
  | { readonly kind: "String"; readonly value: string }
  | { readonly kind: "FixedArray" | "Array" | "Tuple"; readonly value: readonly EthereumValue[] };
