import type { ChainHeader, ChainLog, ChainReceipt, ChainTransaction } from "../chain/BlockReader.ts";
import type { AscMemory } from "./AscMemory.ts";
import { newEthereumValue } from "./ascEthereumValue.ts";
import { newBigInt } from "./ascNumbers.ts";
import type { MappingEvent } from "./MappingEvent.ts";
import type { Pointer } from "./Pointer.ts";
import { TypeId } from "./typeIds.ts";

const NULL: Pointer = 0;
const NO_ADDRESS = `0x${"00".repeat(20)}`;

// The field order of every record is the order of the constructor in graph-ts chain/ethereum.ts (apiVersion 0.0.7+).

function newBlock(memory: AscMemory, block: ChainHeader): Pointer {
  const bytes = (hex: string) => memory.newHex(hex);
  const integer = (value: bigint) => newBigInt(memory, value);
  return memory.newRecord(TypeId.EthereumBlock, [
    bytes(block.hash),
    bytes(block.parentHash),
    bytes(block.unclesHash),
    bytes(block.author),
    bytes(block.stateRoot),
    bytes(block.transactionsRoot),
    bytes(block.receiptsRoot),
    integer(BigInt(block.number)),
    integer(block.gasUsed),
    integer(block.gasLimit),
    integer(block.timestamp),
    integer(block.difficulty),
    integer(block.totalDifficulty),
    block.size === null ? NULL : integer(block.size),
    block.baseFeePerGas === null ? NULL : integer(block.baseFeePerGas),
  ]);
}

function newTransaction(memory: AscMemory, transaction: ChainTransaction): Pointer {
  const bytes = (hex: string) => memory.newHex(hex);
  const integer = (value: bigint) => newBigInt(memory, value);
  return memory.newRecord(TypeId.EthereumTransaction, [
    bytes(transaction.hash),
    integer(transaction.index),
    bytes(transaction.from),
    transaction.to === null ? NULL : bytes(transaction.to),
    integer(transaction.value),
    integer(transaction.gasLimit),
    integer(transaction.gasPrice),
    bytes(transaction.input),
    integer(transaction.nonce),
  ]);
}

function newLog(memory: AscMemory, log: ChainLog): Pointer {
  const bytes = (hex: string) => memory.newHex(hex);
  const integer = (value: number) => newBigInt(memory, BigInt(value));
  return memory.newRecord(TypeId.Log, [
    bytes(log.address),
    memory.newArray(TypeId.ArrayH256, log.topics.map(bytes)),
    bytes(log.data),
    bytes(log.blockHash),
    integer(log.blockNumber),
    bytes(log.transactionHash),
    integer(log.transactionIndex),
    integer(log.logIndex),
    integer(log.logIndex),
    memory.newString(""),
    NULL,
  ]);
}

function newReceipt(memory: AscMemory, receipt: ChainReceipt): Pointer {
  const bytes = (hex: string) => memory.newHex(hex);
  const integer = (value: bigint) => newBigInt(memory, value);
  return memory.newRecord(TypeId.TransactionReceipt, [
    bytes(receipt.transactionHash),
    integer(receipt.transactionIndex),
    bytes(receipt.blockHash),
    integer(receipt.blockNumber),
    integer(receipt.cumulativeGasUsed),
    integer(receipt.gasUsed),
    bytes(receipt.contractAddress ?? NO_ADDRESS),
    memory.newArray(
      TypeId.ArrayLog,
      receipt.logs.map((log) => newLog(memory, log)),
    ),
    integer(receipt.status),
    bytes(receipt.root),
    bytes(receipt.logsBloom),
  ]);
}

/** Makes the graph-ts `ethereum.Event` that a handler is called with. */
export function newEvent(memory: AscMemory, event: MappingEvent): Pointer {
  const logIndex = BigInt(event.log.logIndex);
  const parameters = event.parameters.map(({ name, value }) =>
    memory.newRecord(TypeId.EventParam, [memory.newString(name), newEthereumValue(memory, value)]),
  );
  return memory.newRecord(TypeId.EthereumEvent, [
    memory.newHex(event.log.address),
    newBigInt(memory, logIndex),
    // No node reports an index within the transaction; graph-node falls back to the same value.
    newBigInt(memory, logIndex),
    NULL,
    newBlock(memory, event.block),
    newTransaction(memory, event.transaction),
    memory.newArray(TypeId.ArrayEventParam, parameters),
    event.receipt === null ? NULL : newReceipt(memory, event.receipt),
  ]);
}
