import { SymbolonError } from "@symbolon/protocol";
import { isError } from "ethers";
import { type output, type ZodType, z } from "zod";
import type { BlockReader, ChainLog } from "./BlockReader.ts";
import { RpcBlock, RpcHeader, RpcHex, RpcLog, RpcQuantity, RpcReceipt } from "./rpcQuantities.ts";

/** The one method of ethers' JsonRpcProvider that the indexer uses. */
export type RpcProvider = { send(method: string, params: unknown[]): Promise<unknown> };

const toHex = (value: number) => `0x${value.toString(16)}`;

/** Reads a chain over JSON-RPC; answers are checked before they are believed. */
export function createRpcBlockReader(provider: RpcProvider): BlockReader {
  async function ask<T extends ZodType>(type: T, method: string, params: unknown[]): Promise<output<T>> {
    let answer: unknown;
    try {
      answer = await provider.send(method, params);
    } catch (error) {
      throw unanswered(method, error);
    }
    const parsed = type.safeParse(answer);
    if (!parsed.success) throw unanswered(method, parsed.error);
    return parsed.data;
  }

  /** Providers cap the answer in their own ways and words: on any refusal, ask for half the range. */
  async function logsOfRange(from: number, to: number, addresses: readonly string[]): Promise<ChainLog[]> {
    const filter = { fromBlock: toHex(from), toBlock: toHex(to), address: addresses };
    try {
      return await ask(z.array(RpcLog), "eth_getLogs", [filter]);
    } catch (error) {
      if (from >= to) throw error;
      const middle = Math.floor((from + to) / 2);
      const first = await logsOfRange(from, middle, addresses);
      return [...first, ...(await logsOfRange(middle + 1, to, addresses))];
    }
  }

  return {
    chainId: async () => Number(await ask(RpcQuantity, "eth_chainId", [])),
    headNumber: async () => Number(await ask(RpcQuantity, "eth_blockNumber", [])),
    header: (number) => ask(RpcHeader.nullable(), "eth_getBlockByNumber", [toHex(number), false]),
    blockAt: (number) => ask(RpcBlock.nullable(), "eth_getBlockByNumber", [toHex(number), true]),
    block: (hash) => ask(RpcBlock.nullable(), "eth_getBlockByHash", [hash, true]),
    logsOfRange,
    logsOfBlock: (blockHash, addresses) =>
      ask(z.array(RpcLog), "eth_getLogs", [{ blockHash, address: addresses }]),
    receipt: (hash) => ask(RpcReceipt.nullable(), "eth_getTransactionReceipt", [hash]),
    call: async (to, data, blockHash) => {
      try {
        return await ask(RpcHex, "eth_call", [{ to, data }, { blockHash }]);
      } catch (error) {
        if (error instanceof SymbolonError && isRevert(error.cause)) return null;
        throw error;
      }
    },
    balance: (address, blockHash) => ask(RpcQuantity, "eth_getBalance", [address, { blockHash }]),
    code: (address, blockHash) => ask(RpcHex, "eth_getCode", [address, { blockHash }]),
  };
}

function unanswered(method: string, cause: unknown): SymbolonError {
  const reason = cause instanceof Error && "code" in cause ? `${method}: ${String(cause.code)}` : method;
  return new SymbolonError("E6001", { reason }, { cause });
}

/** JSON-RPC error 3 is a revert with data (EIP-1474 nodes); ethers makes it CALL_EXCEPTION. */
function isRevert(error: unknown): boolean {
  if (isError(error, "CALL_EXCEPTION")) return true;
  const inner = (error as { error?: { code?: unknown } } | null)?.error ?? error;
  return (inner as { code?: unknown } | null)?.code === 3;
}
