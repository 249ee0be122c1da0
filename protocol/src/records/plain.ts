import { Result } from "ethers";

/**
 * A decoded ABI value as plain objects and arrays: structs by field name, addresses and bytes as lower-case hex, integers as bigint. So
 * that it can be compared, kept and handed back to a contract by any library.
 */
export function plain(
  value: unknown,
  type: {
    readonly baseType: string;
    readonly components?: readonly unknown[] | null;
    readonly arrayChildren?: unknown;
  },
): unknown {
  if (type.baseType === "array" && value instanceof Result) {
    return [...value].map((item) => plain(item, type.arrayChildren as typeof type));
  }
  if (type.baseType === "tuple" && value instanceof Result) {
    const fields = type.components as readonly (typeof type & { readonly name: string })[];
    return Object.fromEntries(fields.map((field, i) => [field.name, plain(value[i], field)]));
  }
  return typeof value === "string" && value.startsWith("0x") ? value.toLowerCase() : value;
}
