import type { EthereumValue } from "./EthereumValue.ts";

/** ABI type that a dynamically typed value encodes as; integers are 256 bits wide, as in graph-node. */
export function typeOfValue(value: EthereumValue): string {
  switch (value.kind) {
    case "Address":
      return "address";
    case "FixedBytes":
      return `bytes${(value.value.length - 2) / 2}`;
    case "Bytes":
      return "bytes";
    case "Int":
      return "int256";
    case "Uint":
      return "uint256";
    case "Bool":
      return "bool";
    case "String":
      return "string";
    case "Tuple":
      return `tuple(${value.value.map(typeOfValue).join(",")})`;
    case "Array":
    case "FixedArray": {
      const [first] = value.value;
      // The type of no element does not show in the encoding.
      const element = first === undefined ? "uint256" : typeOfValue(first);
      return `${element}[${value.kind === "Array" ? "" : value.value.length}]`;
    }
  }
}

/** The value in the form ethers encodes: scalars as they are, lists as arrays. */
export function encodableOf(value: EthereumValue): unknown {
  return Array.isArray(value.value) ? value.value.map(encodableOf) : value.value;
}
