import type { ParamType } from "ethers";
import { abiDecoder, readSequence } from "./abiDecoder.ts";
import type { EthereumValue } from "./EthereumValue.ts";
import { hexToBytes } from "./hexBytes.ts";

/**
 * Decodes ABI data of the types, one after the other.
 * @throws Error when the data is too short for the types
 */
export function decodeValues(types: readonly ParamType[], data: string): EthereumValue[] {
  return readSequence(types.map(abiDecoder), Buffer.from(hexToBytes(data)), 0);
}
