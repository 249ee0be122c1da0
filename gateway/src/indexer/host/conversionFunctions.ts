import { encodeBase58, getBytes, hexlify, keccak256 } from "ethers";
import { readBigInt } from "../wasm/ascNumbers.ts";
import type { HostContext, HostFunctions } from "./HostContext.ts";

/** Leading zero bytes are "1"s in base 58; ethers drops them. */
function toBase58(bytes: Uint8Array): string {
  const firstNonZero = bytes.findIndex((byte) => byte !== 0);
  const zeros = firstNonZero === -1 ? bytes.length : firstNonZero;
  const rest = bytes.slice(zeros);
  return "1".repeat(zeros) + (rest.length === 0 ? "" : encodeBase58(rest));
}

/** `typeConversion.*` and `crypto.*` of graph-ts. */
export function conversionFunctions({ memory }: HostContext): HostFunctions {
  return {
    "typeConversion.bytesToString": (bytes: number) =>
      memory.newString(new TextDecoder().decode(memory.readBytes(bytes))),
    "typeConversion.bytesToHex": (bytes: number) => memory.newString(hexlify(memory.readBytes(bytes))),
    "typeConversion.bytesToBase58": (bytes: number) => memory.newString(toBase58(memory.readBytes(bytes))),
    "typeConversion.bigIntToString": (x: number) => memory.newString(readBigInt(memory, x).toString()),
    "typeConversion.bigIntToHex": (x: number) => {
      const value = readBigInt(memory, x);
      return memory.newString(`0x${(value < 0n ? -value : value).toString(16)}`);
    },
    "typeConversion.stringToH160": (text: number) => {
      const digits = memory.readString(text).replace(/^0x/, "");
      if (!/^[0-9a-fA-F]{40}$/.test(digits)) throw new SyntaxError(`not an address: ${digits}`);
      return memory.newBytes(getBytes(`0x${digits}`));
    },
    "crypto.keccak256": (bytes: number) => memory.newBytes(getBytes(keccak256(memory.readBytes(bytes)))),
  };
}
