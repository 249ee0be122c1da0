import { z } from "zod";
import type { ChainBlock, ChainHeader, ChainLog, ChainReceipt } from "./BlockReader.ts";

const hex = z
  .string()
  .regex(/^0x[0-9a-fA-F]*$/)
  .transform((text) => text.toLowerCase());
const quantity = z
  .string()
  .regex(/^0x[0-9a-fA-F]+$/)
  .transform(BigInt);
const count = quantity.transform(Number);
const NO_HASH = `0x${"00".repeat(32)}`;
const orZero = quantity.nullish().transform((value) => value ?? 0n);
const orNull = quantity.nullish().transform((value) => value ?? null);

const header = z.object({
  hash: hex,
  parentHash: hex,
  number: count,
  timestamp: quantity,
  sha3Uncles: hex.default(NO_HASH),
  miner: hex.default(`0x${"00".repeat(20)}`),
  stateRoot: hex.default(NO_HASH),
  transactionsRoot: hex.default(NO_HASH),
  receiptsRoot: hex.default(NO_HASH),
  logsBloom: hex.default("0x"),
  gasUsed: quantity,
  gasLimit: quantity,
  difficulty: orZero,
  totalDifficulty: orZero,
  size: orNull,
  baseFeePerGas: orNull,
});

const toHeader = ({ sha3Uncles, miner, ...rest }: z.infer<typeof header>): ChainHeader => ({
  ...rest,
  unclesHash: sha3Uncles,
  author: miner,
});

/** `eth_getBlockBy*` without transactions. */
export const RpcHeader = header.transform(toHeader);

const transaction = z
  .object({
    hash: hex,
    transactionIndex: quantity,
    from: hex,
    to: hex.nullish(),
    value: quantity,
    gas: quantity,
    gasPrice: orZero,
    input: hex,
    nonce: quantity,
  })
  .transform(({ transactionIndex, gas, to, ...rest }) => ({
    ...rest,
    index: transactionIndex,
    gasLimit: gas,
    to: to ?? null,
  }));

/** `eth_getBlockByHash` with transactions. */
export const RpcBlock = header
  .extend({ transactions: z.array(transaction) })
  .transform(({ transactions, ...rest }): ChainBlock => ({ ...toHeader(rest), transactions }));

/** One entry of `eth_getLogs`. */
export const RpcLog = z
  .object({
    address: hex,
    topics: z.array(hex),
    data: hex,
    blockHash: hex,
    blockNumber: count,
    transactionHash: hex,
    transactionIndex: count,
    logIndex: count,
    removed: z.boolean().default(false),
  })
  .transform(({ removed: _, ...log }): ChainLog => log);

/** `eth_getTransactionReceipt`. */
export const RpcReceipt = z
  .object({
    transactionHash: hex,
    transactionIndex: quantity,
    blockHash: hex,
    blockNumber: quantity,
    cumulativeGasUsed: quantity,
    gasUsed: quantity,
    contractAddress: hex.nullish(),
    logs: z.array(RpcLog),
    status: orZero,
    root: hex.default(NO_HASH),
    logsBloom: hex.default("0x"),
  })
  .transform(
    ({ contractAddress, ...rest }): ChainReceipt => ({ ...rest, contractAddress: contractAddress ?? null }),
  );

/** A quantity such as a balance or block number. */
export const RpcQuantity = quantity;
/** Bytes such as code or returned data. */
export const RpcHex = hex;
