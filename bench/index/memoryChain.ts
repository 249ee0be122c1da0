import type { Deployment } from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { ConsentRegistryAbi } from "@symbolon/protocol/abi/ConsentRegistry";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { PrivacyLedgerAbi } from "@symbolon/protocol/abi/PrivacyLedger";
import { Interface, type InterfaceAbi, keccak256, toBeHex } from "ethers";
import type { MadeUpEvent } from "./MadeUpEvent.ts";

const INTERFACES: Readonly<Record<string, Interface>> = Object.fromEntries(
  Object.entries({
    accessToken: AccessTokenAbi,
    consentRegistry: ConsentRegistryAbi,
    datasetRegistry: DatasetRegistryAbi,
    jobRegistry: JobRegistryAbi,
    market: MarketAbi,
    privacyLedger: PrivacyLedgerAbi,
  }).map(([name, abi]) => [name, new Interface(abi as unknown as InterfaceAbi)]),
);
const GAS = "0x1e240";
/** Admits every address, as a busy block's filter does. */
const FULL_BLOOM = `0x${"ff".repeat(256)}`;

type Json = Record<string, unknown>;
/** Kept as text, as a node answers: a million objects would cost the collector more than the indexer costs. */
type MemoryBlock = {
  readonly json: string;
  readonly logs: string;
  readonly receipts: ReadonlyMap<string, string>;
};

/** A finished chain in memory, answering the JSON-RPC methods of the indexer; `send` is what its provider needs. */
export type MemoryChain = {
  readonly events: number;
  readonly head: number;
  send(method: string, params: unknown[]): Promise<unknown>;
};

/** Encodes transactions into blocks of `perBlock` transactions, one block a second, after a first block without any. */
export function memoryChain(
  deployment: Deployment,
  transactions: Iterable<readonly MadeUpEvent[]>,
  perBlock: number,
): MemoryChain {
  const blocks: MemoryBlock[] = [makeBlock(0, [], deployment)];
  let events = 0;
  let waiting: (readonly MadeUpEvent[])[] = [];
  const mine = () => {
    blocks.push(makeBlock(blocks.length, waiting, deployment));
    waiting = [];
  };
  for (const transaction of transactions) {
    events += transaction.length;
    if (waiting.push(transaction) === perBlock) mine();
  }
  if (waiting.length > 0) mine();
  const byHash = new Map<unknown, MemoryBlock>(blocks.map((block, number) => [blockHash(number), block]));
  const receipts = new Map<unknown, string>(blocks.flatMap((block) => [...block.receipts]));
  const answers: Record<string, (first: unknown) => unknown> = {
    eth_chainId: () => hex(deployment.chainId),
    eth_blockNumber: () => hex(blocks.length - 1),
    eth_getBlockByNumber: (number) =>
      parsed((number === "latest" ? blocks.at(-1) : blocks[Number(number)])?.json),
    eth_getBlockByHash: (hash) => parsed(byHash.get(hash)?.json),
    eth_getTransactionReceipt: (hash) => parsed(receipts.get(hash)),
    eth_getLogs: (filter) => {
      const { blockHash: hash, fromBlock, toBlock } = filter as Json;
      const asked =
        hash === undefined ? blocks.slice(Number(fromBlock), Number(toBlock) + 1) : [byHash.get(hash)!];
      return asked.flatMap(({ logs }) => JSON.parse(logs) as Json[]);
    },
  };
  return {
    events,
    head: blocks.length - 1,
    async send(method, [first]) {
      const answer = answers[method];
      if (answer === undefined) throw new Error(`the chain in memory does not answer ${method}`);
      return answer(first);
    },
  };
}

function makeBlock(
  number: number,
  transactions: readonly (readonly MadeUpEvent[])[],
  { contracts }: Deployment,
): MemoryBlock {
  const hash = blockHash(number);
  const logs: Json[] = [];
  const receipts: Json[] = [];
  const transactionJson = transactions.map((events, index) => {
    const transactionHash = keccak256(toBeHex(number * 1000 + index, 33));
    const place = {
      blockHash: hash,
      blockNumber: hex(number),
      transactionHash,
      transactionIndex: hex(index),
    };
    const own = events.map(([contract, event, values], at) => ({
      ...place,
      address: contracts[contract as keyof typeof contracts],
      ...INTERFACES[contract]!.encodeEventLog(event, values),
      logIndex: hex(logs.length + at),
    }));
    logs.push(...own);
    receipts.push({
      ...place,
      gasUsed: GAS,
      cumulativeGasUsed: GAS,
      logs: own,
      status: "0x1",
      logsBloom: FULL_BLOOM,
    });
    const from = `0x${"5e".repeat(20)}`;
    const rest = { value: "0x0", gas: GAS, gasPrice: "0x1", input: "0x", nonce: "0x0" };
    return { hash: transactionHash, transactionIndex: hex(index), from, to: own[0]!.address, ...rest };
  });
  const json = {
    hash,
    parentHash: number === 0 ? `0x${"00".repeat(32)}` : blockHash(number - 1),
    number: hex(number),
    timestamp: hex(1_800_000_000 + number),
    logsBloom: FULL_BLOOM,
    gasUsed: "0x0",
    gasLimit: "0x1c9c380",
    size: "0x200",
    baseFeePerGas: "0x7",
    transactions: transactionJson,
  };
  return {
    json: JSON.stringify(json),
    logs: JSON.stringify(logs),
    receipts: new Map(receipts.map((receipt) => [String(receipt.transactionHash), JSON.stringify(receipt)])),
  };
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? null : JSON.parse(text);
}

function blockHash(number: number): string {
  return keccak256(toBeHex(number, 32));
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
