import { AbiCoder, getBytes, type ParamType } from "ethers";
import type { EthereumValue } from "./EthereumValue.ts";

/**
 * Decodes ABI data as graph-node does: text that is not UTF-8 is repaired and not refused, because anyone can put
 * such text on chain and the index must go on.
 * @throws Error when the data is too short for the types
 */
export function decodeValues(types: readonly ParamType[], data: string): EthereumValue[] {
  const coder = AbiCoder.defaultAbiCoder();
  const values = coder.decode(types.map(withBytesForText), data, true);
  return types.map((type, index) => toEthereumValue(type, values[index]));
}

/** Text is decoded as bytes first, so that the repair is ours. */
function withBytesForText(type: ParamType): string {
  return type
    .format("sighash")
    .replace(/\bstring\b/g, "bytes")
    .replace(/(?<!\w)\(/g, "tuple(");
}

function toEthereumValue(type: ParamType, value: unknown): EthereumValue {
  if (type.isArray()) {
    const items = [...(value as Iterable<unknown>)].map((item) => toEthereumValue(type.arrayChildren, item));
    return { kind: type.arrayLength === -1 ? "Array" : "FixedArray", value: items };
  }
  if (type.isTuple()) {
    const items = [...(value as Iterable<unknown>)];
    return {
      kind: "Tuple",
      value: type.components.map((part, index) => toEthereumValue(part, items[index])),
    };
  }
  const base = type.type;
  if (base === "address") return { kind: "Address", value: (value as string).toLowerCase() };
  if (base === "bool") return { kind: "Bool", value: value as boolean };
  if (base === "string")
    return { kind: "String", value: new TextDecoder().decode(getBytes(value as string)) };
  if (base === "bytes") return { kind: "Bytes", value: value as string };
  if (base.startsWith("bytes")) return { kind: "FixedBytes", value: value as string };
  return { kind: base.startsWith("uint") ? "Uint" : "Int", value: value as bigint };
}
