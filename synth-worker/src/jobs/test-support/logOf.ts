import { Interface, type InterfaceAbi, type Log } from "ethers";

/** An event to put on a test chain: contract address, ABI, name, arguments by position. */
export type TestEvent = {
  readonly address: string;
  readonly abi: unknown;
  readonly name: string;
  readonly args: readonly unknown[];
  readonly blockNumber: number;
};

/** The event as a node's log. */
export function logOf({ address, abi, name, args, blockNumber }: TestEvent): Log {
  const encoded = new Interface(abi as InterfaceAbi).encodeEventLog(name, args);
  return { address, blockNumber, transactionHash: `0x${"00".repeat(32)}`, ...encoded } as unknown as Log;
}
