import { AbiCoder, ParamType } from "ethers";
import { newEthereumValue, newEthereumValues, readEthereumValue } from "../wasm/ascEthereumValue.ts";
import { newBigInt } from "../wasm/ascNumbers.ts";
import { decodeValues } from "../wasm/decodeValues.ts";
import { encodableOf, typeOfValue } from "../wasm/encodeValue.ts";
import { TypeId } from "../wasm/typeIds.ts";
import type { HostContext, HostFunctions } from "./HostContext.ts";

/** `ethereum.*` of graph-ts; state is read at the block that is being indexed. */
export function ethereumFunctions(context: HostContext): HostFunctions {
  const { memory } = context;
  return {
    "ethereum.encode": (token: number) => {
      const value = readEthereumValue(memory, token);
      try {
        const encoded = AbiCoder.defaultAbiCoder().encode([typeOfValue(value)], [encodableOf(value)]);
        return memory.newHex(encoded);
      } catch {
        return 0;
      }
    },
    "ethereum.decode": (types: number, data: number) => {
      try {
        const type = ParamType.from(toTupleType(memory.readString(types)));
        const [value] = decodeValues([type], memory.readHex(data));
        return value === undefined ? 0 : newEthereumValue(memory, value);
      } catch {
        return 0;
      }
    },
    "ethereum.call": (callPointer: number) => {
      const name = memory.readString(memory.readU32(callPointer));
      const address = memory.readHex(memory.readU32(callPointer + 4));
      const functionName = memory.readString(memory.readU32(callPointer + 8));
      const signature = memory.readString(memory.readU32(callPointer + 12)).replace(/:.*$/, "");
      const args = memory
        .readArray(memory.readU32(callPointer + 16))
        .map((arg) => readEthereumValue(memory, arg));
      const fragment = context.dataSource.abis
        .get(name)
        ?.getFunction(signature === "" ? functionName : signature);
      if (!fragment)
        throw new Error(`ethereum.call: the ABI ${name} has no function ${signature || functionName}`);
      const coder = AbiCoder.defaultAbiCoder();
      const data = fragment.selector + coder.encode(fragment.inputs, args.map(encodableOf)).slice(2);
      const answer = context.memo.get(`call ${address} ${data}`, () =>
        context.chain.call(address, data, context.blockHash),
      );
      // A call that reverts, or that meets no contract, is null to the mapping (`try_`).
      if (answer === null || (answer === "0x" && fragment.outputs.length > 0)) return 0;
      return newEthereumValues(memory, decodeValues(fragment.outputs, answer));
    },
    "ethereum.getBalance": (addressPointer: number) => {
      const address = memory.readHex(addressPointer);
      return newBigInt(
        memory,
        context.memo.get(`balance ${address}`, () => context.chain.balance(address, context.blockHash)),
      );
    },
    "ethereum.hasCode": (addressPointer: number) => {
      const address = memory.readHex(addressPointer);
      const code = context.memo.get(`code ${address}`, () => context.chain.code(address, context.blockHash));
      return memory.newObject(TypeId.WrappedBool, Uint8Array.of(code === "0x" ? 0 : 1));
    },
  };
}

/** graph-ts writes a tuple type as `(a,b)`, ethers as `tuple(a,b)`. */
function toTupleType(types: string): string {
  return types.replace(/(?<!\w)\(/g, "tuple(");
}
